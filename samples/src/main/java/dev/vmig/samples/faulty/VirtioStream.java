package dev.vmig.samples.faulty;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.RecordCursor;
import dev.vmig.codec.RecordHeader;
import dev.vmig.conformance.kit.StreamFormat;
import java.util.Optional;

/** The stream of the vfio-virtio driver: records with a header of 16 bytes, images that are device parts. */
final class VirtioStream implements StreamFormat {
    /** No tag that anybody has given out. */
    private static final long UNKNOWN_TAG = 0x7e57;

    @Override
    public byte[] unknown(boolean optional, int length) {
        byte[] record = new byte[RecordHeader.LENGTH + length];
        RecordHeader.encode(record, 0, length, optional ? RecordHeader.FLAG_OPTIONAL : 0, UNKNOWN_TAG);
        return record;
    }

    @Override
    public byte[] imageHeader(long size) {
        byte[] header = new byte[RecordHeader.LENGTH];
        RecordHeader.encodeDeviceData(header, 0, size);
        return header;
    }

    @Override
    public boolean isWhole(byte[] stream) {
        RecordCursor records = new RecordCursor().wrap(stream, 0, stream.length);
        try {
            boolean more = true;
            while (more) {
                more = records.next();
            }
            return true;
        } catch (CodecException cutOff) {
            return false;
        }
    }

    @Override
    public Optional<String> objection(byte[] stream) {
        RecordCursor records = new RecordCursor().wrap(stream, 0, stream.length);
        PartCursor parts = new PartCursor();
        try {
            while (records.next()) {
                int from = records.payloadOffset();
                if (records.isImage()) {
                    parts.wrap(stream, from, from + records.payloadLength()).skipAll();
                }
            }
            return Optional.empty();
        } catch (CodecException unsound) {
            return Optional.of(String.valueOf(unsound.getMessage()));
        }
    }
}
