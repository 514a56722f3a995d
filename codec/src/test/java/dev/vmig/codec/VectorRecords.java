package dev.vmig.codec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Records of the golden vectors, both ways. */
final class VectorRecords {
    private VectorRecords() {}

    static ObjectNode decodeHeader(byte[] bytes) {
        return header(new RecordHeader().wrap(bytes, 0));
    }

    static ObjectNode decodeStream(byte[] bytes) {
        ObjectNode fields = Vectors.object();
        ArrayNode records = fields.putArray("records");
        RecordCursor cursor = new RecordCursor().wrap(bytes, 0, bytes.length);
        while (cursor.next()) {
            records.add(header(cursor.header())
                    .put("payload", Vectors.hex(bytes, cursor.payloadOffset(), cursor.payloadLength())));
        }
        return fields;
    }

    private static ObjectNode header(RecordHeader header) {
        return Vectors.object()
                .put("record_size", Long.toUnsignedString(header.recordSize()))
                .put("flags", header.flags())
                .put("tag", header.tag());
    }

    static int encodeHeader(JsonNode header, byte[] into, int at) {
        return RecordHeader.encode(
                into,
                at,
                Vectors.u64(header, "record_size"),
                header.get("flags").longValue(),
                header.get("tag").longValue());
    }

    static int encodeStream(JsonNode fields, byte[] into) {
        int at = 0;
        for (JsonNode one : fields.get("records")) {
            at += encodeHeader(one, into, at);
            byte[] payload = Vectors.bytes(one, "payload");
            System.arraycopy(payload, 0, into, at, payload.length);
            at += payload.length;
        }
        return at;
    }
}
