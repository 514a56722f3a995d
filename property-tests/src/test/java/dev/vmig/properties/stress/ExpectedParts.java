package dev.vmig.properties.stress;

import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartType;
import dev.vmig.codec.VqCfg;
import dev.vmig.codec.VqNotifyData;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.lang3.ArrayUtils;

/** What a device must hold after it was given an image, worked out from the bytes alone. */
final class ExpectedParts {
    private record Key(int type, long selector) {}

    private ExpectedParts() {}

    /**
     * Replaces the parts that the image has.
     *
     * @param held what the device held before, all of its parts
     * @param image what it was given, taken as a list of parts that zeros may follow
     * @throws IllegalArgumentException if no device may take this image: it has no part, a mandatory one that the
     *     device does not have, one twice, one cut off, or something behind the parts
     */
    static byte[] after(byte[] held, byte[] image) {
        Map<Key, byte[]> given = parts(image);
        byte[] next = ArrayUtils.EMPTY_BYTE_ARRAY;
        PartCursor cursor = new PartCursor().wrap(held, 0, held.length);
        while (cursor.next()) {
            byte[] part = given.remove(new Key(cursor.type(), cursor.selector()));
            int length = PartHeader.LENGTH + cursor.length();
            byte[] kept = Arrays.copyOfRange(held, cursor.offset(), cursor.offset() + length);
            next = ArrayUtils.addAll(next, part == null ? kept : asHeld(part, kept));
        }
        given.forEach((key, part) -> {
            if ((part[PartHeader.FLAGS] & PartHeader.FLAG_OPTIONAL) == 0) {
                throw new IllegalArgumentException("mandatory, and the device has no such part: " + key);
            }
        });
        return next;
    }

    private static Map<Key, byte[]> parts(byte[] image) {
        Map<Key, byte[]> parts = new HashMap<>();
        PartCursor cursor = new PartCursor().wrapPadded(image, 0, image.length);
        while (cursor.next()) {
            int end = cursor.valueOffset() + cursor.length();
            Key key = new Key(cursor.type(), cursor.selector());
            if (parts.put(key, Arrays.copyOfRange(image, cursor.offset(), end)) != null) {
                throw new IllegalArgumentException("twice: " + key);
            }
        }
        if (parts.isEmpty()) {
            throw new IllegalArgumentException("no part");
        }
        for (int at = cursor.end(); at < image.length; at++) {
            if (image[at] != 0) {
                throw new IllegalArgumentException("byte " + at + ", behind the parts: " + image[at]);
            }
        }
        return parts;
    }

    /** Flags and reserved fields are not state: the device goes on to give its own. */
    private static byte[] asHeld(byte[] part, byte[] held) {
        part[PartHeader.FLAGS] = held[PartHeader.FLAGS];
        part[PartHeader.RESERVED] = held[PartHeader.RESERVED];
        int type = new PartHeader().wrap(part, 0).type();
        if (type == PartType.VQ_CFG.number()) {
            zero(part, VqCfg.ENABLED + 2, VqCfg.QUEUE_DESC);
        } else if (type == PartType.VQ_NOTIFY_CFG.number()) {
            zero(part, VqNotifyData.QUEUE_NOTIF_CONFIG_DATA + 2, VqNotifyData.LENGTH);
        }
        return part;
    }

    private static void zero(byte[] part, int from, int to) {
        Arrays.fill(part, PartHeader.LENGTH + from, PartHeader.LENGTH + to, (byte) 0);
    }
}
