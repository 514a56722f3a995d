package dev.vmig.samples.shapes;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Arrays;
import java.util.Objects;

/** Buffers the stream until RESUMING is left. The size is known in advance, and the beginning is checked early. */
final class BufferedLoading extends DataSession {
    private final byte[] buffer;
    private final byte[] beginning;
    private final Errno mismatch;
    private int have;

    /**
     * Creates an empty buffer.
     *
     * @param size of the whole stream in bytes
     * @param beginning the required first bytes
     * @param mismatch errno of a write by which they are others
     */
    BufferedLoading(int size, byte[] beginning, Errno mismatch) {
        this.buffer = new byte[size];
        this.beginning = beginning;
        this.mismatch = mismatch;
    }

    @Override
    public int write(byte[] bytes, int offset, int length) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        requireAlive();
        if (length > buffer.length - have) {
            throw failed(Errno.ENOMEM, length + " bytes (expected: at most " + (buffer.length - have) + ")");
        }
        System.arraycopy(bytes, offset, buffer, have, length);
        have += length;
        int known = Math.min(have, beginning.length);
        int differ = Arrays.mismatch(buffer, 0, known, beginning, 0, known);
        if (differ >= 0) {
            throw failed(
                    mismatch,
                    "byte %d: 0x%02x (expected: that of a device like this one, 0x%02x)"
                            .formatted(differ, buffer[differ], beginning[differ]));
        }
        return length;
    }

    /** The bytes after the beginning. */
    byte[] whole() throws ErrnoException {
        if (!isAlive()) {
            throw new ErrnoException(Errno.EINVAL, "a write has failed");
        }
        if (have < buffer.length) {
            throw new ErrnoException(Errno.EINVAL, have + " bytes were written (expected: " + buffer.length + ")");
        }
        return Arrays.copyOfRange(buffer, beginning.length, buffer.length);
    }

    @Override
    long heldBytes() {
        return have;
    }

    private ErrnoException failed(Errno errno, String reason) {
        end();
        return new ErrnoException(errno, reason);
    }
}
