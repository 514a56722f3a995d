package dev.vmig.device;

import dev.vmig.codec.NetMacTable;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartId;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PartWriter;
import dev.vmig.codec.VqCfg;
import dev.vmig.codec.VqNotifyData;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Set;

/**
 * The state of a VF as bytes: all parts in the order of Virtio 1.4, 2.14.1, control queue parts last, parts of one type by
 * offset, by queue index, by class and command. Private parts come behind all others.
 */
final class PartsImage {
    /** What a buffer must hold beside the queues and the MAC table; generous. */
    private static final int BESIDE_QUEUES = 2048;

    private static final int PER_QUEUE = 2 * PartHeader.LENGTH + VqCfg.LENGTH + VqNotifyData.LENGTH;

    private PartsImage() {}

    /** All parts. */
    static byte[] of(NetState state) {
        byte[] described = described(state);
        byte[] all = Arrays.copyOf(
                described, described.length + state.shape().privateParts().imageBytes());
        PrivateParts.write(state, new PartWriter().wrap(all, described.length, all.length));
        return all;
    }

    /** The parts that the specification describes. */
    private static byte[] described(NetState state) {
        byte[] buffer = new byte
                [BESIDE_QUEUES + PER_QUEUE * state.shape().queues() + NetMacTable.MAC * state.control.macFilters()];
        PartWriter writer = new PartWriter().wrap(buffer, 0, buffer.length);
        TransportParts.write(state, writer);
        if (state.shape().isNet()) {
            ControlParts.write(state.control, writer);
        }
        return Arrays.copyOf(buffer, writer.length());
    }

    /** Those parts of an image whose keys are wanted, in the order of the image. */
    static byte[] select(byte[] image, Set<PartId> wanted) {
        byte[] selected = new byte[image.length];
        int length = 0;
        PartCursor cursor = new PartCursor().wrap(image, 0, image.length);
        while (cursor.next()) {
            if (wanted.contains(new PartId(cursor.type(), cursor.selector()))) {
                int size = PartHeader.LENGTH + cursor.length();
                System.arraycopy(image, cursor.offset(), selected, length, size);
                length += size;
            }
        }
        return Arrays.copyOf(selected, length);
    }

    /** Bytes of the largest image that the VF can ever have: that with a full MAC table. */
    static long maximumSize(NetState state) {
        int free = state.shape().isNet() ? NetShape.MAX_MAC_FILTERS - state.control.macFilters() : 0;
        return described(state).length
                + (long) state.shape().privateParts().imageBytes()
                + (long) NetMacTable.MAC * free;
    }

    /** One line a part, for people. */
    static String describe(byte[] image) {
        StringBuilder text = new StringBuilder();
        PartCursor cursor = new PartCursor().wrap(image, 0, image.length);
        while (cursor.next()) {
            int at = cursor.valueOffset();
            text.append(PartType.of(cursor.type()))
                    .append(" selector ")
                    .append(Long.toHexString(cursor.selector()))
                    .append(": ")
                    .append(HexFormat.of().formatHex(image, at, at + cursor.length()));
            text.append('\n');
        }
        return text.toString();
    }
}
