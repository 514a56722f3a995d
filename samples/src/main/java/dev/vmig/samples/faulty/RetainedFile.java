package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A saving file that retains its unread bytes when its session is about to end. */
final class RetainedFile extends ForwardingFile {
    private final ByteArrayOutputStream retained = new ByteArrayOutputStream();
    private ByteArrayInputStream rest = new ByteArrayInputStream(new byte[0]);

    RetainedFile(DataFile file) {
        super(file);
    }

    /** Reads all that there is. */
    void retain() {
        byte[] chunk = new byte[1 << 16];
        try {
            for (int count = file.read(chunk, 0, chunk.length); count > 0; count = file.read(chunk, 0, chunk.length)) {
                retained.write(chunk, 0, count);
            }
        } catch (ErrnoException e) {
            // There is no more.
        }
        rest = new ByteArrayInputStream(retained.toByteArray());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        return rest.available() > 0 ? rest.read(buffer, offset, length) : file.read(buffer, offset, length);
    }
}
