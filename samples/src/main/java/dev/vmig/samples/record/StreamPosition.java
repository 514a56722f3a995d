package dev.vmig.samples.record;

import dev.vmig.codec.ChunkedRecordReader;

/** Tracks whether the bytes written so far end between two records or inside one. */
final class StreamPosition {
    private final ChunkedRecordReader stream = new ChunkedRecordReader(tag -> true);

    void advance(byte[] bytes, int from, int length) {
        stream.wrap(bytes, from, from + length);
        while (stream.next()) {
            // Only the end of the bytes matters.
        }
    }

    boolean isInsideRecord() {
        return stream.isPending();
    }
}
