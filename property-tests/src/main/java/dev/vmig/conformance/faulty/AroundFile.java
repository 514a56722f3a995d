package dev.vmig.conformance.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.PrecopyInfo;

/** A data file that does as another one. */
public class AroundFile implements DataFile {
    /** What it is around. */
    protected final DataFile file;

    /** Around that one. */
    public AroundFile(DataFile file) {
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
