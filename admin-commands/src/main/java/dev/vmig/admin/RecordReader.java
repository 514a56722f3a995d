package dev.vmig.admin;

import dev.vmig.codec.ChunkedRecordReader;
import dev.vmig.codec.CodecException;
import dev.vmig.codec.DevPartsSet;
import dev.vmig.codec.PartialImage;
import dev.vmig.codec.RecordHeader;
import dev.vmig.codec.SourceDescription;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.Arrays;
import org.apache.commons.lang3.ArrayUtils;
import org.apache.commons.lang3.Strings;
import org.jspecify.annotations.Nullable;

/**
 * Finds the images in a migration stream that comes in pieces of any size.
 *
 * <p>No memory is allocated for an unchecked record_size: sizes are checked first, the buffer grows with the bytes received,
 * and records that may be skipped are not buffered at all (K-9). A source description is buffered like an image.
 */
final class RecordReader {
    /** Takes a complete image, or another complete payload. */
    @FunctionalInterface
    interface Loader {
        /**
         * Takes the image over.
         *
         * @param buffer belongs to the loader from now on; the image begins at {@link #ROOM_IN_FRONT} and ends where the
         *     array ends
         */
        void load(byte[] buffer, int length) throws ErrnoException;
    }

    /** Linux buffers a record before it drops it, and has a limit of 32 bits for all tags. */
    private static final long LINUX_MAXIMUM = 0xffff_ffffL;
    /** More than any version of the description will have. */
    private static final int LONGEST_DESCRIPTION = 4096;
    /** Room for the command that hands an image to the device, so that the image need not be copied for it. */
    static final int ROOM_IN_FRONT = DevPartsSet.LENGTH;
    /** After 1 MiB, trust record_size and allocate the remainder: further doubling would zero and copy all bytes once more. */
    private static final int TRUST_THRESHOLD = 1 << 20;

    private static final Loader DROP = (bytes, length) -> {};

    private final int maximumImage;
    private final boolean keepsSkipped;
    private final boolean knowsDescriptions;
    private final boolean knowsPartialImages;
    private final Loader descriptions;
    private final Loader partialImages;
    private final Loader images;
    /** Tags are checked here, since Linux checks the size of a record before its tag. */
    private final ChunkedRecordReader stream = new ChunkedRecordReader(tag -> true);

    /** Where in the stream the record stands that comes or has come last. */
    private long recordStart;
    /** Takes the payload of the current record; null if the record is skipped. */
    private @Nullable Loader loader;

    private byte[] image = ArrayUtils.EMPTY_BYTE_ARRAY;
    /** Bytes of the payload that have been kept. */
    private int have;

    RecordReader(SessionContext context, Loader descriptions, Loader partialImages, Loader images) {
        this.maximumImage = context.options().maximumImageBytes();
        this.keepsSkipped = context.profile().has(Quirk.K_9);
        this.knowsDescriptions = context.options().describedAs().isPresent();
        this.knowsPartialImages = context.options().partialImages();
        this.descriptions = descriptions;
        this.partialImages = partialImages;
        this.images = images;
    }

    /**
     * Takes bytes up to the end of the record that they belong to.
     *
     * @param length at least 1
     * @return how many, at least 1
     * @throws ErrnoException which record is refused, by its position in the stream, and why; nothing may be accepted
     *     afterwards
     */
    int accept(byte[] bytes, int offset, int length) throws ErrnoException {
        long before = stream.position();
        if (!stream.isPending()) {
            recordStart = before;
        }
        try {
            if (stream.wrap(bytes, offset, offset + length).next()) {
                if (stream.startsRecord()) {
                    loader = loaderOf(stream.header());
                }
                if (loader != null) {
                    keep(loader);
                }
            }
        } catch (ErrnoException refused) {
            String reason = Strings.CS.removeStart(refused.getMessage(), refused.errno() + ": ");
            ErrnoException located =
                    new ErrnoException(refused.errno(), "record at byte " + recordStart + " of the stream: " + reason);
            located.initCause(refused);
            throw located;
        }
        return (int) (stream.position() - before);
    }

    /** Whether a record has begun and not ended. */
    boolean isPending() {
        return stream.isPending();
    }

    /** What is missing of the current record, as text. */
    String describePending() {
        return stream.headerBytes() > 0
                ? "%d of %d bytes of a record header".formatted(stream.headerBytes(), RecordHeader.LENGTH)
                : "a record whose last %s bytes have not come".formatted(Long.toUnsignedString(stream.missing()));
    }

    /** Frees the memory; nothing is accepted afterwards. */
    void clear() {
        stream.reset();
        forgetPayload();
    }

    private void forgetPayload() {
        image = ArrayUtils.EMPTY_BYTE_ARRAY;
        have = 0;
    }

    /** Bytes kept of the record that has begun. */
    int keptBytes() {
        return stream.headerBytes() + have;
    }

    /** Null if the payload is skipped. */
    private @Nullable Loader loaderOf(RecordHeader record) throws ErrnoException {
        if (keepsSkipped) {
            requireAtMost(LINUX_MAXIMUM, record, Errno.ENOMEM);
        }
        if (record.tag() == RecordHeader.TAG_DEVICE_DATA) {
            requireAtMost(maximumImage, record, Errno.ENOMEM);
            requireParts(record);
            return images;
        }
        if (record.tag() == SourceDescription.TAG && knowsDescriptions) {
            requireAtMost(LONGEST_DESCRIPTION, record, Errno.EINVAL);
            return descriptions;
        }
        if (record.tag() == PartialImage.TAG && knowsPartialImages) {
            requireAtMost(PartialImage.LENGTH + (long) maximumImage, record, Errno.ENOMEM);
            return partialImages;
        }
        if (!record.isOptional()) {
            throw new ErrnoException(
                    Errno.EOPNOTSUPP, "tag %d: unknown, and the record is not optional".formatted(record.tag()));
        }
        if (keepsSkipped) {
            requireAtMost(maximumImage, record, Errno.ENOMEM);
            return DROP;
        }
        return null;
    }

    private static void requireAtMost(long maximum, RecordHeader record, Errno errno) throws ErrnoException {
        try {
            record.sizeAtMost(maximum);
        } catch (CodecException tooLarge) {
            throw new ErrnoException(errno, tooLarge.getMessage());
        }
    }

    private static void requireParts(RecordHeader record) throws ErrnoException {
        if (record.recordSize() == 0) {
            throw new ErrnoException(Errno.EINVAL, "record_size 0: an image has at least one part");
        }
    }

    private void keep(Loader whole) throws ErrnoException {
        makeRoom(stream.length());
        System.arraycopy(stream.bytes(), stream.offset(), image, ROOM_IN_FRONT + have, stream.length());
        have += stream.length();
        if (stream.endsRecord()) {
            byte[] buffer = image;
            int size = have;
            forgetPayload();
            whole.load(buffer, size);
        }
    }

    /** Doubles the buffer as bytes come in, but not beyond the end of the image, which is where it ends at last. */
    private void makeRoom(int some) {
        if (image.length - ROOM_IN_FRONT - have < some) {
            long most = ROOM_IN_FRONT + have + some + stream.missing();
            long wanted =
                    have >= TRUST_THRESHOLD ? most : Math.max(ROOM_IN_FRONT + have + (long) some, 2L * image.length);
            image = Arrays.copyOf(image, (int) Math.min(most, wanted));
        }
    }
}
