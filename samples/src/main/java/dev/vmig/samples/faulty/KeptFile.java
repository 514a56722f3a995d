package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;

/** A saving file that keeps what is unread when its session is about to end. */
final class KeptFile extends ForwardingFile {
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private ByteArrayInputStream rest = new ByteArrayInputStream(new byte[0]);

    KeptFile(DataFile file) {
        super(file);
    }

    /** Takes over what there is. */
    void keep() {
        byte[] chunk = new byte[1 << 16];
        try {
            for (int count = file.read(chunk, 0, chunk.length); count > 0; count = file.read(chunk, 0, chunk.length)) {
                kept.write(chunk, 0, count);
            }
        } catch (ErrnoException e) {
            // There is no more.
        }
        rest = new ByteArrayInputStream(kept.toByteArray());
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        return rest.available() > 0 ? rest.read(buffer, offset, length) : file.read(buffer, offset, length);
    }
}
