package dev.vmig.admin.legacy;

import java.util.ArrayList;
import java.util.List;

/** A VF's PCI function: 256 bytes of configuration space that take every write, and a doorbell that is logged. */
final class FakeFunction implements LegacyFunction {
    final byte[] config = new byte[256];
    final List<String> doorbells = new ArrayList<>();
    boolean msix;
    long bar0Size;

    FakeFunction() {
        set16(0, 0x1af4);
        set16(2, 0x1041);
        config[8] = 1;
        set16(0x2c, 0x1af4);
        set16(0x2e, 0x1100);
    }

    void set16(int at, int value) {
        config[at] = (byte) value;
        config[at + 1] = (byte) (value >>> 8);
    }

    @Override
    public int readConfig(int at) {
        return config[at] & 0xff;
    }

    @Override
    public void writeConfig(int at, int value) {
        config[at] = (byte) value;
    }

    @Override
    public boolean isMsixEnabled() {
        return msix;
    }

    @Override
    public void writeBar(int bar, long offset, int value) {
        doorbells.add("BAR %d, 0x%x: %d".formatted(bar, offset, value));
    }

    @Override
    public int readBar(int bar, long offset) {
        return 0xbeef;
    }

    @Override
    public long size(int bar) {
        return bar == 0 ? bar0Size : bar == 2 ? 0x4000 : 0;
    }
}
