package dev.vmig.admin;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What of an image a device lacks that was given another one. Any subset of the parts may be set, any number of times
 * (Virtio 1.4, 2.12.1.4.3.3), and a part that is not set keeps its value; that no part can be taken away is why the two
 * images must have the same parts.
 */
final class ImageDifference {
    private ImageDifference() {}

    /**
     * The parts that differ, in the order of the image, those that stand side by side in one piece. Header and value are
     * compared.
     *
     * @return nothing if a part has vanished, come or moved, stands there twice, or one of the two is not just parts: a
     *     subset would not do then
     */
    static Optional<List<ByteBuffer>> between(ByteBuffer before, ByteBuffer after) {
        PartCursor old = parts(before);
        PartCursor now = parts(after);
        Set<PartId> met = new HashSet<>();
        Pieces pieces = new Pieces(now.bytes());
        try {
            while (now.next()) {
                boolean same = old.next() && old.type() == now.type() && old.selector() == now.selector();
                if (!same || !met.add(new PartId(now.type(), now.selector()))) {
                    return Optional.empty();
                }
                if (!Arrays.equals(old.bytes(), old.offset(), old.end(), now.bytes(), now.offset(), now.end())) {
                    pieces.add(now.offset(), now.end());
                }
            }
            return old.next() || hasMore(now, after) ? Optional.empty() : Optional.of(pieces.all());
        } catch (CodecException notParts) {
            return Optional.empty();
        }
    }

    private static PartCursor parts(ByteBuffer image) {
        int from = image.arrayOffset() + image.position();
        return new PartCursor().wrapPadded(image.array(), from, from + image.remaining());
    }

    /** Whether there are bytes behind the padding, which a device would not take. */
    private static boolean hasMore(PartCursor parts, ByteBuffer image) {
        for (int at = parts.end(); at < image.arrayOffset() + image.limit(); at++) {
            if (parts.bytes()[at] != 0) {
                return true;
            }
        }
        return false;
    }

    /** Ranges of an array; one that begins where the one before ends makes that longer. */
    private static final class Pieces {
        private final byte[] bytes;
        private final List<ByteBuffer> all = new ArrayList<>();
        private int from;
        private int to;

        Pieces(byte[] bytes) {
            this.bytes = bytes;
        }

        void add(int start, int end) {
            if (start != to) {
                flush();
                from = start;
            }
            to = end;
        }

        private void flush() {
            if (from < to) {
                all.add(ByteBuffer.wrap(bytes, from, to - from));
            }
        }

        List<ByteBuffer> all() {
            flush();
            return all;
        }
    }
}
