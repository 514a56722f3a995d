package dev.vmig.samples.record;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.trace.Pending;
import dev.vmig.trace.TraceEvent;

/**
 * Wraps a data file. Calls on the file of an earlier session are passed on without an event: by the contract they have
 * no effect, and the checker rejects a command that they cause anyway.
 */
final class RecordedFile extends ForwardingFile {
    private static final String OK = "0";

    private final RecordedDevice device;
    private final StreamPosition position = new StreamPosition();

    RecordedFile(DataFile file, RecordedDevice device) {
        super(file);
        this.device = device;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        if (!device.isCurrent(this)) {
            return file.read(buffer, offset, length);
        }
        device.begin(new TraceEvent.ReadCall(device.now(), device.name(), "", length));
        try {
            int bytes = file.read(buffer, offset, length);
            device.end(new TraceEvent.ReadDone(device.now(), device.name(), "", OK, bytes));
            return bytes;
        } catch (ErrnoException e) {
            device.end(new TraceEvent.ReadDone(
                    device.now(), device.name(), "", e.errno().name(), 0));
            throw e;
        }
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        if (!device.isCurrent(this)) {
            return file.write(buffer, offset, length);
        }
        device.begin(new TraceEvent.Write(device.now(), device.name(), length));
        try {
            int bytes = file.write(buffer, offset, length);
            position.advance(buffer, offset, bytes);
            device.end(new TraceEvent.WriteDone(device.now(), device.name(), OK, device.pending(position)));
            return bytes;
        } catch (ErrnoException e) {
            device.end(new TraceEvent.WriteDone(
                    device.now(), device.name(), e.errno().name(), Pending.NO));
            throw e;
        }
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        if (!device.isCurrent(this)) {
            return file.precopyInfo();
        }
        device.begin(new TraceEvent.PrecopyInfo(device.now(), device.name()));
        try {
            PrecopyInfo info = file.precopyInfo();
            device.end(new TraceEvent.PrecopyInfoDone(
                    device.now(), device.name(), OK, info.initialBytes(), info.dirtyBytes()));
            return info;
        } catch (ErrnoException e) {
            device.end(new TraceEvent.PrecopyInfoDone(
                    device.now(), device.name(), e.errno().name(), 0, 0));
            throw e;
        }
    }
}
