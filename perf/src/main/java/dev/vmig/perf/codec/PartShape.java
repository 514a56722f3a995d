package dev.vmig.perf.codec;

/** The images that are measured. */
public enum PartShape {
    /** 64 parts of 64 bytes: 5 KiB, as a virtio-net device with some queues has it. */
    SMALL(64, 64),
    /** 1,024 parts of 1 KiB: 1 MiB. */
    LARGE(1024, 1024),
    /** 64 parts of 1 to 64 bytes, no two neighbours of one length. */
    MIXED(64, 64);

    private final int count;
    private final int valueLength;

    PartShape(int count, int valueLength) {
        this.count = count;
        this.valueLength = valueLength;
    }

    int count() {
        return count;
    }

    int valueLength() {
        return valueLength;
    }
}
