package dev.vmig.codec;

import java.util.Objects;
import org.apache.commons.lang3.ArrayUtils;

/**
 * Writes a record into chunks of any size: its header, and its payload from where it lies. Reusable; allocates nothing;
 * not thread safe.
 *
 * <pre>{@code
 * writer.begin(image, from, to);
 * while (!writer.isDone()) {
 *     at += writer.write(chunk, at, chunk.length - at);
 *     ... if (at == chunk.length) send the chunk
 * }
 * }</pre>
 */
public final class ChunkedRecordWriter {
    private final byte[] header = new byte[RecordHeader.LENGTH];
    /** Bytes of the header that have been written. */
    private int headerWritten = RecordHeader.LENGTH;

    private byte[] payload = ArrayUtils.EMPTY_BYTE_ARRAY;
    private int next;
    private int end;

    /**
     * Begins a record with the image {@code payload[from..to)}, which must stay as it is until it is written.
     *
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public ChunkedRecordWriter begin(byte[] payload, int from, int to) {
        return begin(0, RecordHeader.TAG_DEVICE_DATA, payload, from, to);
    }

    /**
     * Begins a record of any kind.
     *
     * @throws IndexOutOfBoundsException if that is no range of the array
     * @throws CodecException if flags or tag do not fit
     */
    public ChunkedRecordWriter begin(long flags, long tag, byte[] payload, int from, int to) {
        Objects.checkFromToIndex(from, to, payload.length);
        RecordHeader.encode(header, 0, to - from, flags, tag);
        headerWritten = 0;
        this.payload = payload;
        next = from;
        end = to;
        return this;
    }

    /**
     * Writes the next bytes of the record to {@code chunk[at..at + length)}.
     *
     * @return how many: {@code length}, or what was left of the record
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public int write(byte[] chunk, int at, int length) {
        Objects.checkFromIndexSize(at, length, chunk.length);
        int ofHeader = Math.min(RecordHeader.LENGTH - headerWritten, length);
        if (ofHeader > 0) {
            System.arraycopy(header, headerWritten, chunk, at, ofHeader);
            headerWritten += ofHeader;
        }
        int ofPayload = Math.min(end - next, length - ofHeader);
        System.arraycopy(payload, next, chunk, at + ofHeader, ofPayload);
        next += ofPayload;
        return ofHeader + ofPayload;
    }

    /** Whether the record is written, header and payload. */
    public boolean isDone() {
        return headerWritten == RecordHeader.LENGTH && next == end;
    }
}
