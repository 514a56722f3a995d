package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;

/** Records the VMM's calls on one data file. */
final class HarnessFile implements DataFile {
    @FunctionalInterface
    private interface Transfer {
        int run() throws ErrnoException;
    }

    private final HarnessDevice device;
    private final DataFile file;
    private final int number;

    HarnessFile(HarnessDevice device, DataFile file, int number) {
        this.device = device;
        this.file = file;
        this.number = number;
    }

    int number() {
        return number;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        return transfer(Kind.READ, buffer, offset, () -> file.read(buffer, offset, length));
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        int most = device.harness().schedule().atMost(length);
        return transfer(Kind.WRITE, buffer, offset, () -> file.write(buffer, offset, most));
    }

    private int transfer(Kind kind, byte[] buffer, int offset, Transfer transfer) throws ErrnoException {
        MigrationState state = device.now();
        boolean live = device.isLive(this);
        try {
            device.beforeCall(kind);
            int moved = transfer.run();
            boolean inOrder = carried(kind, buffer, offset, moved);
            event(kind).bytes(moved).sound(live && inOrder).done(state, device.now());
            return moved;
        } catch (ErrnoException e) {
            event(kind).failed(e.errno()).sound(live).done(state, device.now());
            throw e;
        }
    }

    private boolean carried(Kind kind, byte[] buffer, int offset, int moved) {
        if (kind == Kind.WRITE) {
            return device.stream().written(buffer, offset, moved);
        }
        device.stream().read(buffer, offset, moved);
        return true;
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        MigrationState state = device.now();
        boolean live = device.isLive(this);
        try {
            device.beforeCall(Kind.INFO);
            PrecopyInfo info = file.precopyInfo();
            event(Kind.INFO).bytes(info.initialBytes()).sound(live).done(state, device.now());
            return info;
        } catch (ErrnoException e) {
            event(Kind.INFO).sound(live).failed(e.errno()).done(state, device.now());
            throw e;
        }
    }

    @Override
    public void close() {
        event(Kind.CLOSE).done(device.now(), device.now());
        file.close();
    }

    private EventRecorder.Draft event(Kind kind) {
        return device.event(kind).file(number);
    }
}
