package dev.vmig.codec.tree;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartialImage;
import dev.vmig.codec.RecordHeader;
import dev.vmig.codec.SourceDescription;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A migration stream of the vfio-virtio driver: records, each a header and a payload. It is read as it comes, and no
 * memory is spent on what a header merely claims; images above 64 MiB, and long payloads of skipped records, are shown by
 * their size.
 */
public final class RecordStream {
    /** Larger images are not looked into. */
    public static final int MOST_PAYLOAD = 64 << 20;

    private static final int CHUNK = 1 << 16;

    private final InputStream in;
    private final boolean full;
    private final TreeSink sink;
    private long position;
    private int records;

    private RecordStream(InputStream in, boolean full, TreeSink sink) {
        this.in = in;
        this.full = full;
        this.sink = sink;
    }

    /**
     * Decodes all of a stream.
     *
     * @param full whether long values are shown whole
     * @param sink receives each record as soon as it is decoded
     * @return what is wrong with the framing; what the images hold is noted in their nodes
     */
    public static Optional<Damage> decode(InputStream in, boolean full, TreeSink sink) throws IOException {
        return new RecordStream(in, full, sink).decode();
    }

    private Optional<Damage> decode() throws IOException {
        while (true) {
            long start = position;
            byte[] header = read(RecordHeader.LENGTH);
            if (header.length == 0) {
                return Optional.empty();
            }
            if (header.length < RecordHeader.LENGTH) {
                return ended(start, "record header", RecordHeader.LENGTH, header.length);
            }
            Optional<Damage> damage = record(start, header, new RecordHeader().wrap(header, 0));
            records++;
            if (damage.isPresent()) {
                return damage;
            }
        }
    }

    private Optional<Damage> record(long start, byte[] bytes, RecordHeader header) throws IOException {
        long size = header.recordSize();
        boolean image = header.tag() == RecordHeader.TAG_DEVICE_DATA;
        boolean known = image || header.tag() == PartialImage.TAG;
        List<Node> fields = new ArrayList<>();
        new Fields(bytes, start, full, fields::add)
                .number("record_size", RecordHeader.RECORD_SIZE, 8)
                .named("flags", RecordHeader.FLAGS, 4, header.isOptional() ? "OPTIONAL" : "MANDATORY")
                .named("tag", RecordHeader.TAG, 4, tagName(header));
        String name = "record " + records;
        if (!known && !header.isOptional()) {
            sink.accept(new Node(name, start, RecordHeader.LENGTH, "refused", fields));
            return Optional.of(new Damage(
                    start + RecordHeader.TAG,
                    "tag %d is unknown, and the record is mandatory (expected: 0, device data)"
                            .formatted(header.tag())));
        }
        String what = image ? "image" : known ? "partial image" : "skipped: optional, tag " + header.tag();
        long at = position;
        // Of what is skipped, the beginning is enough.
        boolean small = Long.compareUnsigned(size, known || full ? MOST_PAYLOAD : CHUNK) <= 0;
        byte[] payload = read(small ? (int) size : CHUNK);
        if (!small) {
            skip(size - payload.length);
        }
        long found = position - at;
        sink.open(new Node(name, start, position - start, what, fields));
        if (small) {
            payload(header, payload, at);
        } else {
            sink.accept(Node.leaf("payload", at, found, "not looked into"));
        }
        sink.close();
        return found == size ? Optional.empty() : ended(start, "payload", size, found);
    }

    private static String tagName(RecordHeader header) {
        if (header.tag() == RecordHeader.TAG_DEVICE_DATA) {
            return "DEVICE_DATA";
        }
        if (header.tag() == PartialImage.TAG) {
            return "partial image of vmig";
        }
        return header.tag() == SourceDescription.TAG ? "source description of vmig" : "unknown";
    }

    private void payload(RecordHeader header, byte[] payload, long at) {
        Fields fields = new Fields(payload, at, full, sink);
        if (header.tag() == SourceDescription.TAG && payload.length >= SourceDescription.LENGTH) {
            fields.bits("magic", SourceDescription.MAGIC, 4)
                    .number("device_id", SourceDescription.DEVICE_ID, 2)
                    .number("num_queues", SourceDescription.NUM_QUEUES, 2)
                    .bits("features[0]", SourceDescription.FEATURES, 8)
                    .bits("features[1]", SourceDescription.FEATURES + 8, 8)
                    .number("image_size", SourceDescription.IMAGE_SIZE, 4);
        } else if (header.tag() == RecordHeader.TAG_DEVICE_DATA) {
            image(fields, payload, at, payload.length < header.recordSize());
        } else if (header.tag() == PartialImage.TAG && payload.length >= PartialImage.LENGTH) {
            fields.bits("magic", PartialImage.MAGIC, 4)
                    .number("reserved", PartialImage.RESERVED, 4)
                    .number("base", PartialImage.BASE, 8);
            byte[] parts = Arrays.copyOfRange(payload, PartialImage.LENGTH, payload.length);
            long partsAt = at + PartialImage.LENGTH;
            image(new Fields(parts, partsAt, full, sink), parts, partsAt, payload.length < header.recordSize());
        } else if (payload.length > 0) {
            fields.hex("payload", 0, payload.length);
        }
    }

    /** An image that is cut is shown up to the cut, if it begins like parts; another is parts as a whole or not at all. */
    private void image(Fields fields, byte[] payload, long at, boolean cut) {
        Optional<CodecException> unsound = PartsTree.damage(payload, 0, payload.length);
        if (unsound.isEmpty() || (cut && PartsTree.lastPart(payload) > 0)) {
            int last = PartsTree.lastPart(payload);
            PartsTree.decode(payload, 0, unsound.isEmpty() ? payload.length : last, at, full, sink);
            if (unsound.isPresent()) {
                fields.hex("part that is cut", last, payload.length - last);
            }
            return;
        }
        fields.note(
                0,
                payload.length,
                "the payload is not device parts: " + unsound.get().message(at));
        fields.hex("payload", 0, payload.length);
    }

    private Optional<Damage> ended(long start, String what, long expected, long found) {
        return Optional.of(new Damage(
                position,
                "the input ends in the %s of record %d at byte %d: %d of %s bytes"
                        .formatted(what, records, start, found, Long.toUnsignedString(expected))));
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        position += bytes.length;
        return bytes;
    }

    private void skip(long size) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (long left = size; left != 0; ) {
            int some = in.read(chunk, 0, Long.compareUnsigned(left, CHUNK) < 0 ? (int) left : CHUNK);
            if (some < 0) {
                return;
            }
            left -= some;
            position += some;
        }
    }
}
