package dev.vmig.device;

import dev.vmig.codec.LittleEndian;
import java.util.Objects;

/**
 * The PCI configuration space of a VF, 256 bytes, as far as a virtio driver and a VMM look at it. It is no device part:
 * the VMM saves it (Virtio 1.4, 2.14.2). Reads and writes do the same in both modes; a function-level reset
 * puts it back to its defaults.
 *
 * <table>
 * <caption>What is there (PCI; Virtio 1.4, 4.1.2; PCI SR-IOV for what VFs leave out)</caption>
 * <tr><th>offset<th>field<th>value
 * <tr><td>0, 2<td>vendor, device<td>0x1af4, 0x1041 or 0x1042: a network card or block device without legacy interface of its own
 * <tr><td>4<td>command<td>bus master and interrupt disable can be set; the other bits are 0 in a VF
 * <tr><td>8, 9<td>revision, class<td>1, network or storage controller
 * <tr><td>16 to 39<td>base addresses<td>0: those of VFs are in the owner; see {@link #barSize}
 * <tr><td>44, 46<td>subsystem vendor, subsystem<td>0x1af4, 0x1100
 * <tr><td>64<td>MSI-X capability<td>a vector for each queue and one for the configuration, table in BAR 4
 * </table>
 */
public final class PciConfigSpace {
    /** Bytes of the space. */
    public static final int LENGTH = 256;

    private static final int COMMAND = 4;
    private static final int STATUS = 6;
    private static final int REVISION = 8;
    private static final int CLASS = 10;
    private static final int SUBSYSTEM = 44;
    private static final int CAPABILITIES = 52;
    private static final int MSIX = 64;
    private static final int MSIX_CONTROL = MSIX + 2;
    private static final int MSIX_ENABLE = 1 << 15;
    private static final int VENDOR = 0x1af4;
    private static final int SUBSYSTEM_IDS = 0x1100_1af4;
    private static final int MSIX_BAR = 4;
    private static final long MSIX_BAR_SIZE = 1 << 20;
    private static final long VIRTIO_BAR_SIZE = 1 << 20;

    private final byte[] defaults = new byte[LENGTH];
    private final byte[] writable = new byte[LENGTH];
    private final byte[] bytes;
    private final int virtioBar;

    PciConfigSpace(DeviceType type, int vectors, int virtioBar) {
        this.virtioBar = virtioBar;
        LittleEndian.put16(defaults, 0, VENDOR);
        LittleEndian.put16(defaults, 2, type.pciDeviceId());
        LittleEndian.put16(defaults, STATUS, 1 << 4); // There is a list of capabilities.
        LittleEndian.put8(defaults, REVISION, 1);
        LittleEndian.put16(defaults, CLASS, type.pciClass());
        LittleEndian.put32(defaults, SUBSYSTEM, SUBSYSTEM_IDS);
        LittleEndian.put8(defaults, CAPABILITIES, MSIX);
        LittleEndian.put8(defaults, MSIX, 0x11);
        LittleEndian.put16(defaults, MSIX_CONTROL, Math.min(vectors, 2048) - 1);
        LittleEndian.put32(defaults, MSIX + 4, MSIX_BAR);
        LittleEndian.put32(defaults, MSIX + 8, MSIX_BAR_SIZE / 2 | MSIX_BAR);
        LittleEndian.put16(writable, COMMAND, 1 << 2 | 1 << 10);
        LittleEndian.put16(writable, MSIX_CONTROL, MSIX_ENABLE | 1 << 14);
        this.bytes = defaults.clone();
    }

    /** The byte at {@code at}, 0 to 255. */
    public int read(int at) {
        return bytes[Objects.checkIndex(at, LENGTH)] & 0xff;
    }

    /** Writes the byte at {@code at}; bits that cannot be written stay as they are. */
    public void write(int at, int value) {
        Objects.checkIndex(at, LENGTH);
        bytes[at] = (byte) ((bytes[at] & ~writable[at]) | (value & writable[at]));
    }

    /** Whether MSI-X is enabled. */
    public boolean isMsixEnabled() {
        return (LittleEndian.u16(bytes, MSIX_CONTROL) & MSIX_ENABLE) != 0;
    }

    /** Bytes of a BAR of the VF, 0 to 5; 0 bytes if it is hardwired to zero. */
    public long barSize(int bar) {
        Objects.checkIndex(bar, 6);
        return bar == virtioBar ? VIRTIO_BAR_SIZE : bar == MSIX_BAR ? MSIX_BAR_SIZE : 0;
    }

    void reset() {
        System.arraycopy(defaults, 0, bytes, 0, LENGTH);
    }
}
