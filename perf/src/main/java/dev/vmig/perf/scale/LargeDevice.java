package dev.vmig.perf.scale;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.admin.AdminQueue;
import dev.vmig.codec.Capability;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.DevPartsSet;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.StatusHeader;
import org.apache.commons.lang3.ArrayUtils;

/**
 * An owner of one VF with state of any size. The answer to DEV_PARTS_GET is the array that it holds, and the array of a
 * DEV_PARTS_SET replaces that: like a device with DMA it copies nothing in the heap.
 */
final class LargeDevice implements AdminQueue {
    private static final int PARTS = 64;

    private byte[] held = ArrayUtils.EMPTY_BYTE_ARRAY;
    private int partsAt = StatusHeader.LENGTH;

    /** A device with parts of 1/64 of {@code imageBytes} each, a multiple of 512. */
    static LargeDevice holding(int imageBytes) {
        LargeDevice device = new LargeDevice();
        // The answer is as long as the driver's buffer, which it rounds up to pages.
        device.held = new byte[StatusHeader.LENGTH + Math.addExact(imageBytes, 4095) / 4096 * 4096];
        int part = imageBytes / PARTS;
        for (int i = 0; i < PARTS; i++) {
            int at = StatusHeader.LENGTH + i * part;
            PartHeader.encode(device.held, at, 0x200, 0, i, part - PartHeader.LENGTH);
            device.held[at + part - 1] = (byte) (i + 1);
        }
        return device;
    }

    /** The array with the parts, from {@link #partsAt} on. */
    byte[] held() {
        return held;
    }

    int partsAt() {
        return partsAt;
    }

    @Override
    public AdminCompletion submit(byte[] command, int resultCapacity) {
        CommandView view = new CommandView().wrap(command, 0, command.length);
        Opcode opcode = Opcode.of(view.opcode());
        if (opcode == Opcode.DEV_PARTS_GET) {
            return new AdminCompletion(held.length, held);
        }
        byte[] answer = new byte[StatusHeader.LENGTH + resultCapacity];
        switch (opcode) {
            case LIST_QUERY -> OpcodeList.encodeQueryResult(answer, 0, -1L);
            case CAP_ID_LIST_QUERY -> Capability.encodeListResult(answer, 0, 1L);
            case DEVICE_CAP_GET -> Capability.encodeGetResult(answer, 0, 1, 1);
            case DEV_PARTS_METADATA_GET ->
                DevPartsMetadataGet.encodeResult(answer, 0, held.length - StatusHeader.LENGTH);
            case DEV_PARTS_SET -> {
                held = command;
                partsAt = DevPartsSet.LENGTH;
            }
            default -> {
                // Success without a result.
            }
        }
        return new AdminCompletion(answer.length, answer);
    }
}
