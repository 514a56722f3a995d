package dev.vmig.codec.tree;

import dev.vmig.codec.RecordHeader;
import dev.vmig.codec.SourceDescription;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A migration stream of the vfio-virtio driver: records, each a header and a payload. It is read as it comes, and no
 * memory is spent on what a header merely claims; payloads above 64 MiB are shown by their size.
 */
public final class RecordStream {
    /** Larger payloads are not looked into. */
    public static final int MOST_PAYLOAD = 64 << 20;

    private final InputStream in;
    private final boolean full;
    private final Consumer<Node> sink;
    private long position;
    private int records;

    private RecordStream(InputStream in, boolean full, Consumer<Node> sink) {
        this.in = in;
        this.full = full;
        this.sink = sink;
    }

    /**
     * Decodes all of a stream.
     *
     * @param full whether long values are shown whole
     * @param sink takes each record as soon as it is there
     * @return what is wrong with the framing; what the images hold is noted in their nodes
     */
    public static Optional<Damage> decode(InputStream in, boolean full, Consumer<Node> sink) throws IOException {
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
            if (damage.isPresent()) {
                return damage;
            }
        }
    }

    private Optional<Damage> record(long start, byte[] bytes, RecordHeader header) throws IOException {
        long size = header.recordSize();
        boolean image = header.tag() == RecordHeader.TAG_DEVICE_DATA;
        Fields fields = new Fields(bytes, start, full)
                .number("record_size", RecordHeader.RECORD_SIZE, 8)
                .named("flags", RecordHeader.FLAGS, 4, header.isOptional() ? "OPTIONAL" : "MANDATORY")
                .named("tag", RecordHeader.TAG, 4, tagName(header));
        Optional<Damage> damage;
        String name = "record " + records++;
        if (!image && !header.isOptional()) {
            damage = Optional.of(new Damage(
                    start + RecordHeader.TAG,
                    "tag %d is unknown, and the record is mandatory (expected: 0, device data)"
                            .formatted(header.tag())));
        } else if (Long.compareUnsigned(size, MOST_PAYLOAD) <= 0) {
            byte[] payload = read((int) size);
            payload(fields, header, payload, start + RecordHeader.LENGTH);
            damage = payload.length == size ? Optional.empty() : ended(start, "payload", size, payload.length);
        } else {
            long skipped = skip(size);
            fields.add(Node.leaf("payload", start + RecordHeader.LENGTH, skipped, "not looked into"));
            damage = skipped == size ? Optional.empty() : ended(start, "payload", size, skipped);
        }
        String what = image ? "image" : header.isOptional() ? "skipped: optional, tag " + header.tag() : "";
        sink.accept(new Node(name, start, position - start, what, fields.nodes()));
        return damage;
    }

    private static String tagName(RecordHeader header) {
        return header.tag() == RecordHeader.TAG_DEVICE_DATA
                ? "DEVICE_DATA"
                : header.tag() == SourceDescription.TAG ? "source description of vmig" : "unknown";
    }

    private void payload(Fields fields, RecordHeader header, byte[] payload, long at) {
        if (header.tag() == SourceDescription.TAG && payload.length >= SourceDescription.LENGTH) {
            new Fields(payload, at, full)
                    .bits("magic", SourceDescription.MAGIC, 4)
                    .number("device_id", SourceDescription.DEVICE_ID, 2)
                    .number("num_queues", SourceDescription.NUM_QUEUES, 2)
                    .bits("features[0]", SourceDescription.FEATURES, 8)
                    .bits("features[1]", SourceDescription.FEATURES + 8, 8)
                    .number("image_size", SourceDescription.IMAGE_SIZE, 4)
                    .nodes()
                    .forEach(fields::add);
            return;
        }
        if (header.tag() == RecordHeader.TAG_DEVICE_DATA && payload.length > 0) {
            Decoded parts = PartsTree.decode(payload, 0, payload.length, at, full);
            boolean whole = payload.length == header.recordSize();
            if (parts.damage().isEmpty() || (!whole && !parts.nodes().isEmpty())) {
                parts.nodes().forEach(fields::add);
                return;
            }
            fields.add(Node.leaf(
                    "note",
                    at,
                    payload.length,
                    "the payload is not device parts: " + parts.damage().get().message()));
        }
        if (payload.length > 0) {
            fields.add(Node.leaf("payload", at, payload.length, new Fields(payload, at, full).hex(0, payload.length)));
        }
    }

    private Optional<Damage> ended(long start, String what, long expected, long found) {
        return Optional.of(new Damage(
                position,
                "the input ends in the %s of record %d at byte %d: %d of %s bytes"
                        .formatted(
                                what,
                                what.startsWith("record") ? records : records - 1,
                                start,
                                found,
                                Long.toUnsignedString(expected))));
    }

    private byte[] read(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        position += bytes.length;
        return bytes;
    }

    private long skip(long size) throws IOException {
        byte[] chunk = new byte[1 << 16];
        long done = 0;
        while (done != size) {
            long left = size - done;
            int wanted = Long.compareUnsigned(left, chunk.length) < 0 ? (int) left : chunk.length;
            int some = in.read(chunk, 0, wanted);
            if (some < 0) {
                break;
            }
            done += some;
        }
        position += done;
        return done;
    }
}
