package dev.vmig.codec;

import dev.vmig.codec.CodecException.Reason;
import java.util.Objects;
import org.apache.commons.lang3.ArrayUtils;

/**
 * Walks and checks a migration stream, or the whole records of one, in place: headers of 16 bytes, each followed directly
 * by its payload, up to the end of the bytes ({@link RecordHeader}). Reusable; allocates nothing; not thread safe.
 *
 * <p>A record that is unknown and not optional is refused at its header, whatever its size; an unknown optional one is a
 * record like others, which {@link #isImage} tells apart. What an image holds is for {@link PartCursor}.
 */
public final class RecordCursor {
    // Two, so that a refused header does not take the place of the last good one.
    private RecordHeader header = new RecordHeader();
    private RecordHeader ahead = new RecordHeader();
    private byte[] bytes = ArrayUtils.EMPTY_BYTE_ARRAY;
    private int end;
    private int next;
    private int offset;

    /**
     * Starts in front of the first record of {@code bytes[from..to)}.
     *
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public RecordCursor wrap(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        this.bytes = bytes;
        end = to;
        next = from;
        offset = from;
        return this;
    }

    /**
     * Goes to the next record.
     *
     * @return false at the end of the bytes; the cursor then stays where it was
     * @throws CodecException if the header or the payload is not wholly there, or the record mandatory and unknown
     */
    public boolean next() {
        int remaining = end - next;
        if (remaining == 0) {
            return false;
        }
        if (remaining < RecordHeader.LENGTH) {
            throw new CodecException(Reason.TOO_SHORT, "record header", RecordHeader.LENGTH, next, remaining);
        }
        ahead.wrap(bytes, next);
        if (ahead.tag() != RecordHeader.TAG_DEVICE_DATA && !ahead.isOptional()) {
            throw new CodecException(Reason.UNKNOWN_MANDATORY, "tag", ahead.tag(), next + RecordHeader.TAG, 0);
        }
        int left = remaining - RecordHeader.LENGTH;
        if (Long.compareUnsigned(ahead.recordSize(), left) > 0) {
            throw new CodecException(
                    Reason.LENGTH, "record_size", ahead.recordSize(), next + RecordHeader.RECORD_SIZE, left);
        }
        RecordHeader last = header;
        header = ahead;
        ahead = last;
        offset = next;
        next += RecordHeader.LENGTH + (int) header.recordSize();
        return true;
    }

    /** The header of this record; the next call of {@link #next} may change it. */
    public RecordHeader header() {
        return header;
    }

    /** Whether the payload is an image, a whole sequence of device parts. */
    public boolean isImage() {
        return header.tag() == RecordHeader.TAG_DEVICE_DATA;
    }

    /** Index of the header of this record. */
    public int offset() {
        return offset;
    }

    /** Index of the payload of this record. */
    public int payloadOffset() {
        return offset + RecordHeader.LENGTH;
    }

    /** Bytes of the payload, all of them inside the range. */
    public int payloadLength() {
        return (int) header.recordSize();
    }
}
