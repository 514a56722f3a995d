package dev.vmig.conformance.record;

import dev.vmig.codec.RecordHeader;

/** Where in the migration stream the bytes written so far end: between two records, or inside one. */
final class StreamPosition {
    private final byte[] header = new byte[RecordHeader.LENGTH];
    private final RecordHeader record = new RecordHeader();
    private int headerBytes;
    private long payloadBytes;

    void advance(byte[] bytes, int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end) {
            if (payloadBytes != 0) {
                // A size of 2^63 and more is negative here, and never ends.
                long step = payloadBytes < 0 ? end - at : Math.min(payloadBytes, end - at);
                payloadBytes -= step;
                at += (int) step;
            } else {
                header[headerBytes++] = bytes[at++];
                if (headerBytes == header.length) {
                    payloadBytes = record.wrap(header, 0).recordSize();
                    headerBytes = 0;
                }
            }
        }
    }

    boolean isInsideRecord() {
        return headerBytes != 0 || payloadBytes != 0;
    }
}
