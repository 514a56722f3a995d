package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.device.memory.GuestAddressSpace;
import dev.vmig.device.memory.GuestMemory;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.vmm.MemoryPair;
import dev.vmig.vmm.VmMemory;
import java.util.BitSet;

/**
 * The memory of the VM: a page written before the migration, a page that the guest writes while it runs, and a page per
 * device, which the device writes while it may start DMA.
 */
final class HarnessMemory implements VmMemory {
    private static final long GUEST_PAGE = GuestMemory.PAGE;
    private static final long DEVICE_PAGES = 2L * GuestMemory.PAGE;

    private final MigrationHarness harness;
    private MemoryPair pair;
    private long writes;

    HarnessMemory(int devices, MigrationHarness harness) {
        this.harness = harness;
        this.pair = new MemoryPair(new GuestMemory(2 + devices), new GuestMemory(2 + devices));
        pair.source().putU64(0, -1);
    }

    void exchange() {
        pair = new MemoryPair(/* source= */ pair.target(), /* target= */ pair.source());
    }

    void guestWrites() {
        pair.source().putU64(GUEST_PAGE, ++writes);
    }

    void deviceWrites(int device) {
        byte[] value = {(byte) ++writes, (byte) (writes >> 8), (byte) (writes >> 16)};
        new GuestAddressSpace(pair.source())
                .dmaWrite(DEVICE_PAGES + (long) device * GuestMemory.PAGE, value, 0, value.length);
    }

    boolean isSameAtBothEnds() {
        return pair.source().sameAs(pair.target());
    }

    @Override
    public int pages() {
        return pair.pages();
    }

    @Override
    public void startTracking() throws ErrnoException {
        harness.beforeAct();
        pair.startTracking();
        harness.sourceDoes(Kind.TRACK, false);
    }

    @Override
    public BitSet takeGuestDirty() throws ErrnoException {
        return take(pair.takeGuestDirty());
    }

    @Override
    public BitSet takeDeviceDirty() throws ErrnoException {
        return take(pair.takeDeviceDirty());
    }

    private BitSet take(BitSet taken) throws ErrnoException {
        boolean fails = harness.schedule().bitmapFails();
        harness.sourceDoes(Kind.DIRTY, fails);
        harness.beforeAct();
        if (fails) {
            throw new ErrnoException(Errno.EFAULT, "dirty bitmap");
        }
        return taken;
    }

    @Override
    public void stopTracking() {
        pair.stopTracking();
    }

    @Override
    public void read(int page, byte[] into) {
        pair.read(page, into);
    }

    @Override
    public void write(int page, byte[] from) {
        pair.write(page, from);
    }
}
