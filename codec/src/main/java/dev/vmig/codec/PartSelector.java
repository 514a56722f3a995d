package dev.vmig.codec;

/**
 * The 8 selector bytes of a part header, as the le64 that they make up (Virtio 1.4, 2.14): type and selector together
 * identify a part, and a {@code long} compares at once.
 */
public final class PartSelector {
    /** The selector of a type that uses none. */
    public static final long NONE = 0;

    private PartSelector() {}

    /** The form pci_common_cfg: {@code offset} of one field of virtio_pci_common_cfg, u32. */
    public static long pciCommonCfg(long offset) {
        return Check.u32("selector offset", offset, 0);
    }

    /** The form vq_index: the index of a virtqueue. */
    public static long vqIndex(int index) {
        return Check.u16("selector index", index, 0);
    }

    /** The raw form as a net device uses it: class and command of a control command (5.1.8). */
    public static long netControl(int controlClass, int command) {
        return Check.u8("selector class", controlClass, 0) | (long) Check.u8("selector command", command, 1) << 8;
    }

    /** The offset that a selector of form pci_common_cfg holds, u32. */
    public static long pciOffset(long selector) {
        return selector & Check.MAX_U32;
    }

    /** The index that a selector of form vq_index holds. */
    public static int queueIndex(long selector) {
        return (int) selector & 0xffff;
    }

    /** The control class that a selector of a net device holds. */
    public static int netClass(long selector) {
        return (int) selector & 0xff;
    }

    /** The control command that a selector of a net device holds. */
    public static int netCommand(long selector) {
        return (int) selector >>> 8 & 0xff;
    }
}
