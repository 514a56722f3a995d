package dev.vmig.admin;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartialImage;
import dev.vmig.codec.SourceDescription;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.PrecopyInfo;
import java.util.Objects;
import java.util.Optional;
import org.apache.commons.lang3.ArrayUtils;

/**
 * Loading the state of another device: each image in the stream is handed to the device as soon as its last byte has
 * come, and replaces the one before. A partial image, if these are switched on, replaces some parts of it.
 */
final class ResumingSession extends Session {
    private final SessionContext context;
    private final PartObject object;
    private final RecordReader stream;
    /** How many images the device was given, whole and partial; 0 if it is not loaded. */
    private long images;

    ResumingSession(PartObject object, SessionContext context) {
        this.context = context;
        this.object = object;
        this.stream = new RecordReader(context, this::compare, this::applyPartial, (buffer, length) -> {
            object.apply(buffer);
            images++;
        });
    }

    /** A device that has another image than the source thinks would become neither that nor the new one. */
    private void applyPartial(byte[] buffer, int length) throws ErrnoException {
        byte[] payload = payload(buffer);
        long base;
        try {
            base = PartialImage.readBase(payload, 0, length);
        } catch (CodecException damaged) {
            throw new ErrnoException(Errno.EINVAL, damaged.getMessage());
        }
        boolean hasParts = length > PartialImage.LENGTH;
        if (base != images || (base == 0 && hasParts)) {
            throw new ErrnoException(
                    Errno.EINVAL,
                    "partial image with base %s and %d bytes of parts (expected: %s)"
                            .formatted(
                                    Long.toUnsignedString(base),
                                    length - PartialImage.LENGTH,
                                    images == 0 ? "none, as no image has come" : "base " + images));
        }
        if (hasParts) {
            object.applySome(payload, PartialImage.LENGTH, length);
        }
        if (base > 0) {
            images++;
        }
    }

    /** Compares source and destination. The device is queried only now, so that other streams cost no command. */
    private void compare(byte[] buffer, int length) throws ErrnoException {
        Optional<SourceDescription> source;
        try {
            source = SourceDescription.read(payload(buffer), 0, length);
        } catch (CodecException tooShort) {
            throw new ErrnoException(Errno.EINVAL, tooShort.getMessage());
        }
        if (source.isPresent()) {
            SourceDescription target = context.describer().get();
            DeviceDescription.requireFit(source.get(), target, context.options().maximumImageBytes());
        }
    }

    private static byte[] payload(byte[] buffer) {
        return ArrayUtils.subarray(buffer, RecordReader.ROOM_IN_FRONT, buffer.length);
    }

    /**
     * Refuses with EINVAL what is not the state of a device. An image that is not the last one is not recognised as
     * such: the stream has no end marker (S-3).
     */
    void requireLoaded() throws ErrnoException {
        if (isDead()) {
            throw new ErrnoException(Errno.EINVAL, "a write has failed: what was loaded is not whole");
        }
        if (stream.isPending()) {
            throw new ErrnoException(Errno.EINVAL, "the stream ends with " + stream.describePending());
        }
        if (images == 0) {
            throw new ErrnoException(Errno.EINVAL, "no image was written");
        }
    }

    /**
     * Several records may come in one write. If a reset overtakes it, the write ends behind the record that the device
     * was given, and the next one finds the session ended.
     */
    @Override
    public int write(byte[] buffer, int offset, int length) throws ErrnoException {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        return context.gate().during(() -> {
            requireAlive();
            try {
                int taken = 0;
                while (taken < length && !context.gate().isOvertaken()) {
                    taken += stream.accept(buffer, offset + taken, length - taken);
                }
                return taken;
            } catch (ErrnoException refused) {
                fail();
                throw refused;
            }
        });
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws ErrnoException {
        requireAlive();
        throw new ErrnoException(Errno.EBADF, "a resuming file cannot be read");
    }

    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        requireAlive();
        throw new ErrnoException(Errno.ENOTTY, "a resuming file has no pre-copy information");
    }

    @Override
    synchronized void end() {
        super.end();
        stream.clear();
    }

    @Override
    long queuedBytes() {
        return stream.keptBytes();
    }
}
