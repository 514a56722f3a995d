package dev.vmig.samples.vmm;

import dev.vmig.fsm.ErrnoException;
import dev.vmig.vmm.VmMemory;
import java.util.BitSet;

/** Delegates every call to another memory; base class for wrappers. */
class ForwardingMemory implements VmMemory {
    protected final VmMemory memory;

    ForwardingMemory(VmMemory memory) {
        this.memory = memory;
    }

    @Override
    public int pages() {
        return memory.pages();
    }

    @Override
    public void startTracking() throws ErrnoException {
        memory.startTracking();
    }

    @Override
    public BitSet takeGuestDirty() throws ErrnoException {
        return memory.takeGuestDirty();
    }

    @Override
    public BitSet takeDeviceDirty() throws ErrnoException {
        return memory.takeDeviceDirty();
    }

    @Override
    public void stopTracking() {
        memory.stopTracking();
    }

    @Override
    public void read(int page, byte[] into) {
        memory.read(page, into);
    }

    @Override
    public void write(int page, byte[] from) {
        memory.write(page, from);
    }
}
