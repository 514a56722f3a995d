package dev.vmig.conformance.shapes;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.io.ByteArrayOutputStream;
import java.util.Objects;

/** Loads each image as soon as its last byte has come. Records of another kind are skipped if they are optional. */
final class Mlx5Loading extends Session {
    private static final int LARGEST_IMAGE = 1 << 16;

    private final Mlx5Driver driver;
    private final Mlx5Images images;
    private final RecordHeader header = new RecordHeader();
    /** What has come of a header or an image. */
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();

    private boolean inHeader = true;
    private int missing = RecordHeader.LENGTH;
    /** What is still to come of a record that is skipped, an unsigned number. */
    private long skipping;

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
                for (int taken = 0; taken < length; ) {
                    taken += accept(buffer, offset + taken, length - taken);
                }
                return length;
            } catch (ErrnoException refused) {
                end();
                throw refused;
            }
        });
    }

    /** Whether at least one image was loaded, none is pending, and no write has failed. */
    void requireLoaded() throws ErrnoException {
        if (!isAlive() || !loaded || !inHeader || pending.size() > 0 || skipping != 0) {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "loaded: %s, bytes pending: %d, failed: %s".formatted(loaded, pending.size(), !isAlive()));
        }
    }

    @Override
    long heldBytes() {
        return pending.size();
    }

    private int accept(byte[] bytes, int offset, int length) throws ErrnoException {
        if (skipping != 0) {
            int some = Long.compareUnsigned(skipping, length) < 0 ? (int) skipping : length;
            skipping -= some;
            return some;
        }
        int some = Math.min(length, missing);
        pending.write(bytes, offset, some);
        missing -= some;
        if (missing == 0) {
            byte[] all = pending.toByteArray();
            pending.reset();
            if (inHeader) {
                begin(header.wrap(all, 0));
            } else {
                finish(all);
            }
        }
        return some;
    }

    private void begin(RecordHeader record) throws ErrnoException {
        if (record.tag() != RecordHeader.TAG_DEVICE_DATA) {
            if (!record.isOptional()) {
                throw new ErrnoException(Errno.EOPNOTSUPP, "tag " + record.tag() + " is unknown");
            }
            skipping = record.recordSize();
            missing = RecordHeader.LENGTH;
            return;
        }
        if (record.recordSize() < 1 || record.recordSize() > LARGEST_IMAGE) {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "record_size %s (expected: 1 to %d)"
                            .formatted(Long.toUnsignedString(record.recordSize()), LARGEST_IMAGE));
        }
        inHeader = false;
        missing = (int) record.recordSize();
    }

    private void finish(byte[] image) throws ErrnoException {
        inHeader = true;
        missing = RecordHeader.LENGTH;
        images.load(image, loaded);
        loaded = true;
    }
}
