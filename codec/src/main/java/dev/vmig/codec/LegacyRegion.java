package dev.vmig.codec;

/**
 * The two halves of the legacy register image of a member (Virtio 1.4, 2.12.1.1 and 4.1.4.10). Each has a pair of
 * commands and is addressed from 0, wherever the second half begins in the I/O BAR that a legacy driver sees.
 */
public enum LegacyRegion {
    /** The common configuration, {@link LegacyCommonCfgField}: 20 bytes, or 24 while MSI-X is active. */
    COMMON_CFG(Opcode.LEGACY_COMMON_CFG_WRITE, Opcode.LEGACY_COMMON_CFG_READ),
    /** The configuration that depends on the type of the device. */
    DEV_CFG(Opcode.LEGACY_DEV_CFG_WRITE, Opcode.LEGACY_DEV_CFG_READ);

    private final Opcode write;
    private final Opcode read;

    LegacyRegion(Opcode write, Opcode read) {
        this.write = write;
        this.read = read;
    }

    /** The command that writes to the region. */
    public Opcode write() {
        return write;
    }

    /** The command that reads from the region. */
    public Opcode read() {
        return read;
    }
}
