package dev.vmig.device.memory;

import dev.vmig.codec.LittleEndian;
import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.lang3.Validate;

/**
 * The RAM of a VM. What the guest writes is marked in the vCPU dirty log; what a device writes comes through a {@link
 * GuestAddressSpace} and is marked in the IOMMU's.
 *
 * <p>An access that is not inside fails with IndexOutOfBoundsException.
 */
public final class GuestMemory {
    /** Bytes of a page. */
    public static final int PAGE = 4096;

    private static final int MOST_PAGES = 1 << 18;

    private final byte[] bytes;
    private final DirtyLog vcpu = new DirtyLog();
    private final DirtyLog iommu = new DirtyLog();

    /** Memory of {@code pages} zero pages, 1 to 262144. */
    public GuestMemory(int pages) {
        Validate.inclusiveBetween(1, MOST_PAGES, pages, "pages: %d (expected: 1 to %d)".formatted(pages, MOST_PAGES));
        this.bytes = new byte[pages * PAGE];
    }

    /** How many pages it has. */
    public int pages() {
        return bytes.length / PAGE;
    }

    /** How many bytes it has. */
    public int size() {
        return bytes.length;
    }

    /** Whether all of {@code [address, address + length)} is inside; both unsigned. */
    public boolean contains(long address, long length) {
        return length >= 0
                && Long.compareUnsigned(length, bytes.length) <= 0
                && Long.compareUnsigned(address, bytes.length - length) <= 0;
    }

    /** The pages that the guest has written. */
    public DirtyLog vcpuDirty() {
        return vcpu;
    }

    /** The pages that devices have written. */
    public DirtyLog iommuDirty() {
        return iommu;
    }

    /** An unsigned 16-bit number. */
    public int u16(long address) {
        return LittleEndian.u16(bytes, index(address, 2));
    }

    /** An unsigned 32-bit number. */
    public long u32(long address) {
        return LittleEndian.u32(bytes, index(address, 4));
    }

    /** The bits of an unsigned 64-bit number. */
    public long u64(long address) {
        return LittleEndian.u64(bytes, index(address, 8));
    }

    /** Copies bytes out. */
    public void read(long address, byte[] into, int offset, int length) {
        System.arraycopy(bytes, index(address, length), into, offset, length);
    }

    /** The guest writes a 16-bit number. */
    public void putU16(long address, int value) {
        LittleEndian.put16(bytes, index(address, 2), value & 0xffff);
        mark(vcpu, address, 2);
    }

    /** The guest writes a 32-bit number. */
    public void putU32(long address, long value) {
        LittleEndian.put32(bytes, index(address, 4), value & 0xffff_ffffL);
        mark(vcpu, address, 4);
    }

    /** The guest writes a 64-bit number. */
    public void putU64(long address, long value) {
        LittleEndian.put64(bytes, index(address, 8), value);
        mark(vcpu, address, 8);
    }

    /** The guest writes bytes. */
    public void write(long address, byte[] from, int offset, int length) {
        write(vcpu, address, from, offset, length);
    }

    void writeByDevice(long address, byte[] from, int offset, int length) {
        write(iommu, address, from, offset, length);
    }

    private void write(DirtyLog log, long address, byte[] from, int offset, int length) {
        System.arraycopy(from, offset, bytes, index(address, length), length);
        mark(log, address, length);
    }

    /** Copies a page out, for migration. */
    public void copyPage(int page, byte[] into) {
        System.arraycopy(bytes, Objects.checkIndex(page, pages()) * PAGE, into, 0, PAGE);
    }

    /** Overwrites a page, by migration: nothing is marked. */
    public void restorePage(int page, byte[] from) {
        System.arraycopy(from, 0, bytes, Objects.checkIndex(page, pages()) * PAGE, PAGE);
    }

    /** Whether every byte is the same. */
    public boolean sameAs(GuestMemory other) {
        return Arrays.equals(bytes, other.bytes);
    }

    private int index(long address, int length) {
        if (!contains(address, length)) {
            throw new IndexOutOfBoundsException(
                    "address 0x%x: %d bytes (expected: within 0x%x)".formatted(address, length, bytes.length));
        }
        return (int) address;
    }

    private static void mark(DirtyLog log, long address, int length) {
        if (length > 0) {
            log.written((int) (address / PAGE), (int) ((address + length - 1) / PAGE));
        }
    }
}
