package dev.vmig.fsm;

/** Delegates every call; base class for decorators, see {@link ForwardingDevice}. */
public class ForwardingFile implements DataFile {
    /** The decorated file. */
    protected final DataFile file;

    /** Decorates a file. */
    public ForwardingFile(DataFile file) {
        this.file = file;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        return file.read(buffer, offset, length);
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        return file.write(buffer, offset, length);
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        return file.precopyInfo();
    }

    @Override
    public void close() {
        file.close();
    }
}
