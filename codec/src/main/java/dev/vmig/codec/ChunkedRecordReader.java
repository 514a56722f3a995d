package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;
import java.util.Objects;
import java.util.function.LongPredicate;
import org.apache.commons.lang3.ArrayUtils;

/**
 * Reads a migration stream that comes in chunks of any size, cut at any place. It hands out pieces of payload where they
 * lie and keeps nothing itself but a header that is cut, whatever the headers claim. Reusable; allocates nothing; not
 * thread safe.
 *
 * <pre>{@code
 * reader.wrap(chunk, from, to);
 * while (reader.next()) {
 *     if (reader.startsRecord()) { ... reader.header().sizeAtMost(maximum) ... }
 *     ... reader.bytes()[reader.offset() ...], reader.length() of them
 *     if (reader.endsRecord()) { ... }
 * }
 * }</pre>
 *
 * <p>{@link RecordCursor} walks records that lie in one array as a whole. As there, a record that is unknown and not
 * optional is refused at its header; what an image may claim is for the reader of the header to bound.
 */
public final class ChunkedRecordReader {
    private final LongPredicate known;
    private final byte[] staging = new byte[RecordHeader.LENGTH];
    /** Bytes of a header in {@link #staging}. */
    private int staged;

    private final RecordHeader header = new RecordHeader();
    /** Bytes of payload that have not come yet, an unsigned number. */
    private long missing;
    /** Bytes of the stream before the chunk. */
    private long position;

    private byte[] bytes = ArrayUtils.EMPTY_BYTE_ARRAY;
    private int from;
    private int end;
    private int next;
    private int offset;
    private int length;
    private boolean starts;

    /** Knows images only, as Linux does. */
    public ChunkedRecordReader() {
        this(tag -> tag == RecordHeader.TAG_DEVICE_DATA);
    }

    /**
     * Knows records of some more kinds.
     *
     * @param known whether a record with this tag is accepted although it is not optional; {@code tag -> true} leaves the
     *     decision to the caller, by {@link #header}
     */
    public ChunkedRecordReader(LongPredicate known) {
        this.known = known;
    }

    /**
     * Forgets everything and waits for the first header of a stream.
     *
     * @return this
     */
    public ChunkedRecordReader reset() {
        staged = 0;
        missing = 0;
        position = 0;
        bytes = ArrayUtils.EMPTY_BYTE_ARRAY;
        from = 0;
        next = 0;
        end = 0;
        return this;
    }

    /**
     * Goes on with the next bytes of the stream. What was left of the chunk before is skipped over.
     *
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public ChunkedRecordReader wrap(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        position += next - this.from;
        this.bytes = bytes;
        this.from = from;
        end = to;
        next = from;
        offset = from;
        length = 0;
        starts = false;
        return this;
    }

    /**
     * Goes to the next piece: the first bytes of the payload behind a header, possibly none, or some more of it.
     *
     * @return false if the chunk is used up
     * @throws CodecException if a record begins that is mandatory and unknown; its offset counts from the header
     */
    public boolean next() {
        if (missing == 0) {
            starts = completeHeader();
            if (!starts) {
                return false;
            }
            missing = header.recordSize();
        } else if (next == end) {
            return false;
        } else {
            starts = false;
        }
        offset = next;
        length = Long.compareUnsigned(missing, end - next) < 0 ? (int) missing : end - next;
        next += length;
        missing -= length;
        return true;
    }

    /** Whether a header is complete; otherwise its bytes so far are kept. */
    private boolean completeHeader() {
        if (staged == 0 && end - next >= RecordHeader.LENGTH) {
            header.wrap(bytes, next);
            next += RecordHeader.LENGTH;
        } else {
            int some = Math.min(RecordHeader.LENGTH - staged, end - next);
            System.arraycopy(bytes, next, staging, staged, some);
            staged += some;
            next += some;
            if (staged < RecordHeader.LENGTH) {
                return false;
            }
            staged = 0;
            header.wrap(staging, 0);
        }
        if (!header.isOptional() && !known.test(header.tag())) {
            throw new CodecException(Reason.UNKNOWN_MANDATORY, "tag", header.tag(), RecordHeader.TAG, 0);
        }
        return true;
    }

    /** The header of the record that the piece belongs to; the next call of {@link #next} may change it. */
    public RecordHeader header() {
        return header;
    }

    /** Whether the payload is an image, a whole sequence of device parts. */
    public boolean isImage() {
        return header.tag() == RecordHeader.TAG_DEVICE_DATA;
    }

    /** Whether the piece is the first of its record. */
    public boolean startsRecord() {
        return starts;
    }

    /** Whether the piece is the last of its record. */
    public boolean endsRecord() {
        return missing == 0;
    }

    /** The array under the piece. */
    public byte[] bytes() {
        return bytes;
    }

    /** Index of the piece in {@link #bytes()}. */
    public int offset() {
        return offset;
    }

    /** Bytes of the piece. */
    public int length() {
        return length;
    }

    /** Bytes of payload that are missing behind the piece, an <em>unsigned</em> number. */
    public long missing() {
        return missing;
    }

    /** Bytes of the stream up to the end of the piece. */
    public long position() {
        return position + (next - from);
    }

    /** Bytes that have come of a header that is not whole yet: 0 to {@link RecordHeader#LENGTH} - 1. */
    public int headerBytes() {
        return staged;
    }

    /** Whether a record has begun and not ended, so that the stream must not end here. */
    public boolean isPending() {
        return staged > 0 || missing != 0;
    }
}
