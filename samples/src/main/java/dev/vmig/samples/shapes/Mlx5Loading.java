package dev.vmig.samples.shapes;

import dev.vmig.codec.ChunkedRecordReader;
import dev.vmig.codec.CodecException;
import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.io.ByteArrayOutputStream;
import java.util.Objects;

/** Loads each image when its last byte is written. Optional records of another kind are skipped. */
final class Mlx5Loading extends DataSession {
    private static final int LARGEST_IMAGE = 1 << 16;

    private final Mlx5Driver driver;
    private final Mlx5Images images;
    private final ChunkedRecordReader stream = new ChunkedRecordReader();
    /** The bytes of an incomplete image. */
    private final ByteArrayOutputStream image = new ByteArrayOutputStream();

    private boolean loaded;

    Mlx5Loading(Mlx5Driver driver, Mlx5Images images) {
        this.driver = driver;
        this.images = images;
    }

    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return driver.during(() -> {
            requireAlive();
            try {
                stream.wrap(buffer, offset, offset + length);
                while (stream.next()) {
                    accept();
                }
                return length;
            } catch (CodecException unknown) {
                end();
                throw new ErrnoException(Errno.EOPNOTSUPP, unknown.getMessage());
            } catch (ErrnoException refused) {
                end();
                throw refused;
            }
        });
    }

    /** Whether at least one image was loaded, none is pending, and no write has failed. */
    void requireLoaded() throws ErrnoException {
        if (!isAlive() || !loaded || stream.isPending()) {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "loaded: %s, bytes pending: %d, failed: %s".formatted(loaded, heldBytes(), !isAlive()));
        }
    }

    @Override
    long heldBytes() {
        return (long) stream.headerBytes() + image.size();
    }

    private void accept() throws ErrnoException {
        if (!stream.isImage()) {
            return;
        }
        if (stream.startsRecord()) {
            requireSize(stream.header());
        }
        image.write(stream.bytes(), stream.offset(), stream.length());
        if (stream.endsRecord()) {
            byte[] whole = image.toByteArray();
            image.reset();
            images.load(whole, loaded);
            loaded = true;
        }
    }

    private static void requireSize(RecordHeader record) throws ErrnoException {
        if (record.recordSize() < 1 || record.recordSize() > LARGEST_IMAGE) {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "record_size %s (expected: 1 to %d)"
                            .formatted(Long.toUnsignedString(record.recordSize()), LARGEST_IMAGE));
        }
    }
}
