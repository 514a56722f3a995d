package dev.vmig.conformance.vmmkit;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;

/** A data file of an observed device. */
final class ObservedFile implements DataFile {
    @FunctionalInterface
    private interface Transfer {
        int run(int length) throws ErrnoException;
    }

    private final ObservedDevice device;
    private final DataFile file;
    private final int number;

    ObservedFile(ObservedDevice device, DataFile file, int number) {
        this.device = device;
        this.file = file;
        this.number = number;
    }

    int number() {
        return number;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        return transfer(Deed.READ, buffer, offset, length, most -> file.read(buffer, offset, most));
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        return transfer(Deed.WRITE, buffer, offset, length, most -> file.write(buffer, offset, most));
    }

    private int transfer(Deed deed, byte[] buffer, int offset, int length, Transfer transfer) throws ErrnoException {
        Stage stage = device.stage();
        stage.beforeCall(device);
        MigrationState state = device.now();
        boolean live = device.isLive(this);
        try {
            device.requireHost();
            int moved = transfer.run(deed == Deed.WRITE ? stage.atMost(length) : length);
            boolean inOrder = stage.moved(deed, buffer, offset, moved);
            stage.note(device.side(), deed)
                    .file(number)
                    .bytes(moved)
                    .sound(live && inOrder)
                    .done(state, device.now());
            return moved;
        } catch (ErrnoException e) {
            stage.note(device.side(), deed)
                    .file(number)
                    .failed(e.errno())
                    .sound(live)
                    .done(state, device.now());
            throw e;
        }
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        Stage stage = device.stage();
        stage.beforeCall(device);
        boolean live = device.isLive(this);
        MigrationState state = device.now();
        Note note = stage.note(device.side(), Deed.INFO).file(number).sound(live);
        try {
            PrecopyInfo info = file.precopyInfo();
            note.done(state, device.now());
            return info;
        } catch (ErrnoException e) {
            note.failed(e.errno()).done(state, device.now());
            throw e;
        }
    }

    @Override
    public void close() {
        Stage stage = device.stage();
        stage.note(device.side(), Deed.CLOSE).file(number).done(device.now(), device.now());
        file.close();
    }
}
