package dev.vmig.fsm;

/** Does as another data file; see {@link ForwardingDevice}. */
public class ForwardingFile implements DataFile {
    /** What it is around. */
    protected final DataFile file;

    /** Around that one. */
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
