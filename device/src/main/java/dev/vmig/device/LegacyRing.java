package dev.vmig.device;

/**
 * Where the areas of a legacy split ring are: in one piece from the beginning of a page, the used ring at the beginning
 * of another (Virtio 1.4, 2.7.2).
 *
 * @param desc guest address of the descriptor table, 16 bytes an entry
 * @param avail guest address of the available ring: flags, index, 2 bytes an entry, used event
 * @param used guest address of the used ring
 */
record LegacyRing(long desc, long avail, long used) {
    private static final int PAGE_SHIFT = 12;
    private static final int PAGE = 1 << PAGE_SHIFT;
    private static final int DESCRIPTOR = 16;

    /** The ring of {@code size} entries that begins at a page. */
    static LegacyRing at(long pageFrame, int size) {
        long desc = pageFrame << PAGE_SHIFT;
        long avail = desc + (long) DESCRIPTOR * size;
        long end = avail + 2L * (3 + size);
        return new LegacyRing(desc, avail, (end + PAGE - 1) & -PAGE);
    }

    /** The page frame number of a descriptor table, as far as 32 bits hold it. */
    static long pageFrame(long desc) {
        return desc >>> PAGE_SHIFT & 0xffff_ffffL;
    }
}
