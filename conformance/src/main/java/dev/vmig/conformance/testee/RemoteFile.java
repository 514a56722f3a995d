package dev.vmig.conformance.testee;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.PrecopyInfo;

/** A data file of a device behind the protocol. */
final class RemoteFile implements DataFile {
    private final RemoteDevice device;
    private final long file;

    RemoteFile(RemoteDevice device, long file) {
        this.device = device;
        this.file = file;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        byte[] data = device.ask(call("read").with("length", length), answer -> answer.bytes("data"));
        System.arraycopy(data, 0, buffer, offset, Math.min(data.length, length));
        return data.length;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        return device.ask(call("write").with("data", buffer, offset, length), answer -> answer.small("count"));
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        return device.ask(
                call("precopy_info"),
                answer -> new PrecopyInfo(
                        answer.number("initial"),
                        answer.number("dirty"),
                        answer.has("reinit") && answer.truth("reinit")));
    }

    @Override
    public void close() {
        device.command(call("close_file"));
    }

    private Message call(String name) {
        return device.call(name).with("file", file);
    }
}
