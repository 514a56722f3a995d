package dev.vmig.device;

import java.util.List;

/**
 * A request on a virtqueue: a chain of descriptors (Virtio 1.4, 2.7.5).
 *
 * @param head its first descriptor
 * @param readable what the driver has filled
 * @param writable what the device may fill
 */
record Chain(int head, List<Segment> readable, List<Segment> writable) {
    /** A piece of memory of one descriptor. */
    record Segment(long address, int length) {}

    static int bytes(List<Segment> segments) {
        return segments.stream().mapToInt(Segment::length).sum();
    }

    /** All that the driver has filled. */
    byte[] gather(DmaTransaction dma) throws RingException {
        byte[] bytes = new byte[bytes(readable)];
        int done = 0;
        for (Segment segment : readable) {
            dma.read(segment.address(), bytes, done, segment.length());
            done += segment.length();
        }
        return bytes;
    }

    /**
     * Fills what the device may fill.
     *
     * @return whether there is room for all of it; if not, nothing was written
     */
    boolean scatter(DmaTransaction dma, byte[] bytes) throws RingException {
        if (bytes(writable) < bytes.length) {
            return false;
        }
        int done = 0;
        for (Segment segment : writable) {
            int some = Math.min(segment.length(), bytes.length - done);
            dma.write(segment.address(), bytes, done, some);
            done += some;
        }
        return true;
    }
}
