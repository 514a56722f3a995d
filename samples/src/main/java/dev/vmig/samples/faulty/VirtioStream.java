package dev.vmig.samples.faulty;

import dev.vmig.conformance.kit.StreamFormat;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/**
 * The stream of the vfio-virtio driver, parsed by offsets and not by the codec, so that a mistake of the codec cannot
 * hide itself.
 *
 * <pre>
 *   offset  size  record                 offset  size  device part (Virtio 1.4, 2.12.1.4.1)
 *        0     8  record_size                 0     2  part_type
 *        8     4  flags, bit 0 optional       2     1  flags, bit 0 optional
 *       12     4  tag, 0 an image             3     1  reserved
 *       16        payload                     4     8  selector
 *                                            12     4  length
 * </pre>
 */
public final class VirtioStream implements StreamFormat {
    private static final int RECORD = 16;
    private static final int RECORD_FLAGS = 8;
    private static final int RECORD_TAG = 12;
    private static final int IMAGE = 0;
    private static final int OPTIONAL = 1;
    /** Tags that are not assigned: close to that of an image, and far from it. */
    private static final List<Integer> UNKNOWN_TAGS = List.of(1, 0x7e57, 0x1_0000, 0x8000_0000);

    private static final int VQ_CFG = 0x104;
    private static final int VQ_NOTIFY = 0x105;

    private static final int PART = 16;
    private static final int PART_FLAGS = 2;
    private static final int PART_RESERVED = 3;
    private static final int PART_LENGTH = 12;

    @Override
    public byte[] unknown(boolean optional, int length) {
        return record(length, length, optional ? OPTIONAL : 0, UNKNOWN_TAGS.get(length % UNKNOWN_TAGS.size()));
    }

    @Override
    public byte[] imageHeader(long size) {
        return record(0, size, 0, IMAGE);
    }

    private static byte[] record(int room, long size, int flags, int tag) {
        return ByteBuffer.allocate(RECORD + room)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(size)
                .putInt(flags)
                .putInt(tag)
                .array();
    }

    @Override
    public boolean isWhole(byte[] stream) {
        return end(stream) == stream.length;
    }

    /** The end of the last complete record; -1 if an incomplete one follows. */
    private static int end(byte[] stream) {
        ByteBuffer bytes = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        while (at < stream.length) {
            if (stream.length - at < RECORD) {
                return -1;
            }
            long size = bytes.getLong(at);
            if (size < 0 || size > stream.length - at - RECORD) {
                return -1;
            }
            at += RECORD + (int) size;
        }
        return at;
    }

    @Override
    public Optional<String> objection(byte[] stream) {
        ByteBuffer bytes = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < stream.length; ) {
            int end = at + RECORD + (int) bytes.getLong(at);
            if (bytes.getInt(at + RECORD_TAG) == IMAGE) {
                String objection = objectionToParts(bytes, at + RECORD, end);
                if (!objection.isEmpty()) {
                    return Optional.of(objection);
                }
            }
            at = end;
        }
        return Optional.empty();
    }

    /** What is wrong with device parts; empty if they are valid. */
    private static String objectionToParts(ByteBuffer bytes, int from, int end) {
        int at = from;
        while (at < end) {
            if (end - at < PART) {
                return "a part header of " + (end - at) + " bytes at byte " + at;
            }
            long length = Integer.toUnsignedLong(bytes.getInt(at + PART_LENGTH));
            if (length > end - at - PART || bytes.get(at + PART_RESERVED) != 0) {
                return "a part of " + length + " bytes at byte " + at;
            }
            at += PART + (int) length;
        }
        return "";
    }

    @Override
    public Optional<String> contradiction(byte[] stream, String view) {
        Map<String, String> guest = new HashMap<>();
        for (String value : StringUtils.splitByWholeSeparator(view, ", ")) {
            guest.put(StringUtils.substringBeforeLast(value, " "), StringUtils.substringAfterLast(value, " "));
        }
        Map<String, String> image = VirtioValues.of(lastImage(stream));
        return image.entrySet().stream()
                .filter(value -> !value.getValue().equals(guest.get(value.getKey())))
                .map(value -> "%s %s in the image, and the guest reads %s"
                        .formatted(value.getKey(), value.getValue(), guest.get(value.getKey())))
                .findFirst();
    }

    private static ByteBuffer lastImage(byte[] stream) {
        ByteBuffer bytes = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer last = ByteBuffer.allocate(0);
        for (int at = 0; at < stream.length; at += RECORD + (int) bytes.getLong(at)) {
            if (bytes.getInt(at + RECORD_TAG) == IMAGE) {
                last = bytes.slice(at + RECORD, (int) bytes.getLong(at)).order(ByteOrder.LITTLE_ENDIAN);
            }
        }
        return last;
    }

    /** A device may ignore flags, which are hints, reserved bytes, and unknown optional parts. */
    @Override
    public boolean mayIgnore(byte[] stream, int at) {
        if (at < RECORD) {
            return at >= RECORD_FLAGS && at < RECORD_TAG;
        }
        ByteBuffer bytes = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
        int part = RECORD;
        while (part + PART <= at) {
            int next = part + PART + bytes.getInt(part + PART_LENGTH);
            if (next > at) {
                return isReserved(bytes.getShort(part), at - part - PART);
            }
            part = next;
        }
        boolean optional = (stream[part + PART_FLAGS] & OPTIONAL) != 0;
        return at == part + PART_FLAGS || at == part + PART_RESERVED || (optional && at < part + PART_LENGTH);
    }

    private static boolean isReserved(int type, int at) {
        return (type == VQ_CFG && at >= 6 && at < 8) || (type == VQ_NOTIFY && at >= 4 && at < 8);
    }
}
