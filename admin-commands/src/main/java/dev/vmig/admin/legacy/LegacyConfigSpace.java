package dev.vmig.admin.legacy;

/**
 * The PCI configuration space that the guest sees: that of the VF, except for what makes the VF a transitional network
 * card with an I/O BAR (Virtio 1.4, 4.1.2.3). The guest's COMMAND and BAR 0 are remembered here, since a VF has neither
 * I/O decoding nor an I/O BAR.
 */
final class LegacyConfigSpace {
    private static final int COMMAND = 0x04;
    private static final int BAR0 = 0x10;
    private static final int COMMAND_IO = 1;
    private static final int BAR0_IO = 1;

    private final LegacyFunction function;
    private final int barSize;
    private int command;
    private int bar0;

    LegacyConfigSpace(LegacyFunction function, int barSize) {
        this.function = function;
        this.barSize = barSize;
    }

    /** Whether the guest has switched I/O decoding on. */
    boolean decodesIo() {
        return (command & COMMAND_IO) != 0;
    }

    /** The byte at {@code at}. */
    int read(int at) {
        return switch (at) {
            case 0x02 -> 0x00; // Device 0x1000: a network card, transitional.
            case 0x03 -> 0x10;
            case COMMAND -> function.readConfig(at) | (command & COMMAND_IO);
            case 0x08 -> 0x00; // Revision.
            case BAR0, BAR0 + 1, BAR0 + 2, BAR0 + 3 -> byteOf((bar0 & -barSize) | BAR0_IO, at - BAR0);
            case 0x2c -> 0xf4; // Subsystem vendor 0x1af4.
            case 0x2d -> 0x1a;
            case 0x2e -> 0x01; // Subsystem 1: network.
            case 0x2f -> 0x00;
            default -> function.readConfig(at);
        };
    }

    /** Writes the byte at {@code at}, to the VF too. */
    void write(int at, int value) {
        if (at == COMMAND || at == COMMAND + 1) {
            command = replaced(command, at - COMMAND, value);
        } else if (at >= BAR0 && at < BAR0 + 4) {
            bar0 = replaced(bar0, at - BAR0, value);
        }
        function.writeConfig(at, value);
    }

    /** After a reset of the function: no I/O decoding; the address of the BAR is the VMM's and stays. */
    void reset() {
        command = 0;
    }

    private static int byteOf(int number, int index) {
        return (number >>> (8 * index)) & 0xff;
    }

    private static int replaced(int number, int index, int value) {
        int shift = 8 * index;
        return (number & ~(0xff << shift)) | ((value & 0xff) << shift);
    }
}
