package dev.vmig.admin;

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

/**
 * Finds the images in a migration stream that comes in pieces of any size.
 *
 * <p>It spends no memory on what a header merely claims: sizes are checked first, the buffer grows with the bytes that
 * have really come, and records that may be skipped are not kept at all (K-9). A description of the source is an image's
 * little brother: kept whole, handed on, and then forgotten.
 */
final class RecordReader {
    /** What becomes of a whole image, or of another payload that was kept. */
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

    private enum Expecting {
        HEADER,
        PAYLOAD,
        SKIPPED
    }

    /** Linux keeps a record before it drops it; none of its tags is larger. */
    private static final long LINUX_MAXIMUM = 0xffff_ffffL;
    /** More than any version of the description will have. */
    private static final int LONGEST_DESCRIPTION = 4096;
    /** Room for the command that hands an image to the device, so that the image need not be copied for it. */
    static final int ROOM_IN_FRONT = DevPartsSet.LENGTH;
    /** When so much of a record has come, the rest of it is believed in: to double on would zero and copy all of it once more. */
    private static final int ENOUGH_TO_BELIEVE = 1 << 20;

    private static final Loader DROP = (bytes, length) -> {};

    private final int maximumImage;
    private final boolean keepsSkipped;
    private final boolean knowsDescriptions;
    private final boolean knowsPartialImages;
    private final Loader descriptions;
    private final Loader partialImages;
    private final Loader images;
    private final byte[] headerBytes = new byte[RecordHeader.LENGTH];
    private final RecordHeader header = new RecordHeader();

    private Expecting expecting = Expecting.HEADER;
    private Loader loader = DROP;
    /** Bytes of the stream that have come. */
    private long position;
    /** Where in the stream the record stands that comes or has come last. */
    private long recordStart;

    private byte[] image = ArrayUtils.EMPTY_BYTE_ARRAY;
    /** Bytes that have come of the header or the payload. */
    private int have;
    /** Payload bytes that have not come yet, an unsigned number. */
    private long missing;

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
     * Takes bytes up to the end of the header or payload that they belong to.
     *
     * @param length at least 1
     * @return how many, at least 1
     * @throws ErrnoException which record is refused, by its position in the stream, and why; nothing may be accepted
     *     afterwards
     */
    int accept(byte[] bytes, int offset, int length) throws ErrnoException {
        if (!isPending()) {
            recordStart = position;
        }
        try {
            int taken = switch (expecting) {
                case HEADER -> acceptHeader(bytes, offset, length);
                case PAYLOAD -> acceptPayload(bytes, offset, length);
                case SKIPPED -> skip(length);
            };
            position += taken;
            return taken;
        } catch (ErrnoException refused) {
            String reason = Strings.CS.removeStart(refused.getMessage(), refused.errno() + ": ");
            ErrnoException located =
                    new ErrnoException(refused.errno(), "record at byte " + recordStart + " of the stream: " + reason);
            located.initCause(refused);
            throw located;
        }
    }

    /** Whether a record has begun and not ended. */
    boolean isPending() {
        return expecting != Expecting.HEADER || have > 0;
    }

    /** What is missing of the record that has begun, for a person. */
    String describePending() {
        return expecting == Expecting.HEADER
                ? "%d of %d bytes of a record header".formatted(have, RecordHeader.LENGTH)
                : "a record whose last %s bytes have not come".formatted(Long.toUnsignedString(missing));
    }

    /** Gives the memory back; nothing will be accepted any more. */
    void clear() {
        image = ArrayUtils.EMPTY_BYTE_ARRAY;
        have = 0;
    }

    /** Bytes kept of the record that has begun. */
    int keptBytes() {
        return have;
    }

    private int acceptHeader(byte[] bytes, int offset, int length) throws ErrnoException {
        int some = Math.min(length, RecordHeader.LENGTH - have);
        System.arraycopy(bytes, offset, headerBytes, have, some);
        have += some;
        if (have == RecordHeader.LENGTH) {
            have = 0;
            begin(header.wrap(headerBytes, 0));
        }
        return some;
    }

    private void begin(RecordHeader record) throws ErrnoException {
        missing = record.recordSize();
        if (keepsSkipped) {
            requireAtMost(LINUX_MAXIMUM, record, Errno.ENOMEM);
        }
        if (record.tag() == RecordHeader.TAG_DEVICE_DATA) {
            requireAtMost(maximumImage, record, Errno.ENOMEM);
            requireParts(record);
            keep(images);
        } else if (record.tag() == SourceDescription.TAG && knowsDescriptions) {
            requireAtMost(LONGEST_DESCRIPTION, record, Errno.EINVAL);
            keep(descriptions);
        } else if (record.tag() == PartialImage.TAG && knowsPartialImages) {
            requireAtMost(PartialImage.LENGTH + (long) maximumImage, record, Errno.ENOMEM);
            keep(partialImages);
        } else if (!record.isOptional()) {
            throw new ErrnoException(
                    Errno.EOPNOTSUPP, "tag %d: unknown, and the record is not optional".formatted(record.tag()));
        } else if (keepsSkipped) {
            requireAtMost(maximumImage, record, Errno.ENOMEM);
            keep(DROP);
        } else {
            expecting = missing == 0 ? Expecting.HEADER : Expecting.SKIPPED;
        }
    }

    private void keep(Loader whole) throws ErrnoException {
        if (missing == 0) {
            whole.load(new byte[ROOM_IN_FRONT], 0);
        } else {
            loader = whole;
            expecting = Expecting.PAYLOAD;
        }
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

    private int acceptPayload(byte[] bytes, int offset, int length) throws ErrnoException {
        int some = (int) Math.min(length, missing);
        makeRoom(some);
        System.arraycopy(bytes, offset, image, ROOM_IN_FRONT + have, some);
        have += some;
        missing -= some;
        if (missing == 0) {
            int size = have;
            have = 0;
            expecting = Expecting.HEADER;
            byte[] whole = image;
            image = ArrayUtils.EMPTY_BYTE_ARRAY;
            loader.load(whole, size);
        }
        return some;
    }

    /** Doubles the buffer as bytes come in, but not beyond the end of the image, which is where it ends at last. */
    private void makeRoom(int some) {
        if (image.length - ROOM_IN_FRONT - have < some) {
            long most = ROOM_IN_FRONT + have + missing;
            long wanted =
                    have >= ENOUGH_TO_BELIEVE ? most : Math.max(ROOM_IN_FRONT + have + (long) some, 2L * image.length);
            image = Arrays.copyOf(image, (int) Math.min(most, wanted));
        }
    }

    private int skip(int length) {
        int some = Long.compareUnsigned(missing, length) < 0 ? (int) missing : length;
        missing -= some;
        if (missing == 0) {
            expecting = Expecting.HEADER;
        }
        return some;
    }
}
