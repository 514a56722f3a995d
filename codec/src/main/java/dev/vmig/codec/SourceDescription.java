package dev.vmig.codec;

import java.util.Objects;
import java.util.Optional;

/**
 * The payload of an optional record that may stand first in a migration stream and describes the source device, so that a
 * destination that does not match can refuse the stream before it has an image. An extension of this project, not of
 * Linux: readers that do not know the tag skip the record, since {@link RecordHeader#FLAG_OPTIONAL} is set.
 *
 * <table>
 * <caption>Layout, 32 bytes. Later versions only append fields; a reader ignores what follows those that it knows</caption>
 * <tr><th>offset<th>size<th>field<th>rule
 * <tr><td>0<td>4<td>magic<td>{@link #MAGIC_NUMBER}; another record without it
 * <tr><td>4<td>2<td>device_id<td>Virtio device type: 1 network, 2 block
 * <tr><td>6<td>2<td>num_queues<td>as in virtio_pci_common_cfg
 * <tr><td>8<td>8<td>features 0 to 63<td>offered by the device
 * <tr><td>16<td>8<td>features 64 to 127<td>offered by the device; zero if it has no second word
 * <tr><td>24<td>4<td>image_size<td>most bytes that an image can have, as DEV_PARTS_METADATA_GET SIZE tells
 * <tr><td>28<td>4<td>reserved<td>zero
 * </table>
 *
 * <p>The tag has its top bit set, whereas Linux numbers its tags upwards from 0; should the two ever meet, the magic
 * tells them apart.
 *
 * @param deviceId Virtio device type
 * @param queues virtqueues of the device
 * @param featuresLow features 0 to 63 that the device offers
 * @param featuresHigh features 64 to 127 that the device offers
 * @param imageSize the most bytes that an image of the device can have, u32
 */
public record SourceDescription(int deviceId, int queues, long featuresLow, long featuresHigh, long imageSize) {
    /** Tag of the record. */
    public static final long TAG = 0x8000_0001L;
    /** Bytes of the fields. */
    public static final int LENGTH = 32;
    /** The characters {@code vmig}. */
    public static final long MAGIC_NUMBER = 0x67_69_6d_76L;
    /** Offset of le32 magic. */
    public static final int MAGIC = 0;
    /** Offset of le16 device_id. */
    public static final int DEVICE_ID = 4;
    /** Offset of le16 num_queues. */
    public static final int NUM_QUEUES = 6;
    /** Offset of the le64 of features 0 to 63; that of features 64 to 127 follows. */
    public static final int FEATURES = 8;
    /** Offset of le32 image_size. */
    public static final int IMAGE_SIZE = 24;

    /**
     * Writes record header and payload.
     *
     * @return bytes of both
     */
    public static int encodeRecord(
            byte[] bytes, int at, int deviceId, int queues, long featuresLow, long featuresHigh, long imageSize) {
        Check.room("source description", bytes, at, (long) RecordHeader.LENGTH + LENGTH);
        int payload = at + RecordHeader.LENGTH;
        Check.u16("device_id", deviceId, payload + DEVICE_ID);
        Check.u16("num_queues", queues, payload + NUM_QUEUES);
        Check.u32("image_size", imageSize, payload + IMAGE_SIZE);
        RecordHeader.encode(bytes, at, LENGTH, RecordHeader.FLAG_OPTIONAL, TAG);
        LittleEndian.put32(bytes, payload + MAGIC, MAGIC_NUMBER);
        LittleEndian.put16(bytes, payload + DEVICE_ID, deviceId);
        LittleEndian.put16(bytes, payload + NUM_QUEUES, queues);
        LittleEndian.put64(bytes, payload + FEATURES, featuresLow);
        LittleEndian.put64(bytes, payload + FEATURES + 8, featuresHigh);
        LittleEndian.put64(bytes, payload + IMAGE_SIZE, imageSize);
        return RecordHeader.LENGTH + LENGTH;
    }

    /**
     * Reads a payload, {@code bytes[from..to)}, without the record header.
     *
     * @return empty if the magic is not there
     * @throws CodecException if it is shorter than the fields
     * @throws IndexOutOfBoundsException if that is no range of the array
     */
    public static Optional<SourceDescription> read(byte[] bytes, int from, int to) {
        Objects.checkFromToIndex(from, to, bytes.length);
        if (to - from < LENGTH) {
            throw new CodecException(
                    CodecException.Reason.TOO_SHORT, "source description", LENGTH, from, (long) to - from);
        }
        return LittleEndian.u32(bytes, from + MAGIC) != MAGIC_NUMBER
                ? Optional.empty()
                : Optional.of(new SourceDescription(
                        LittleEndian.u16(bytes, from + DEVICE_ID),
                        LittleEndian.u16(bytes, from + NUM_QUEUES),
                        LittleEndian.u64(bytes, from + FEATURES),
                        LittleEndian.u64(bytes, from + FEATURES + 8),
                        LittleEndian.u32(bytes, from + IMAGE_SIZE)));
    }

    /** Record header and payload with this description. */
    public byte[] toRecord() {
        byte[] bytes = new byte[RecordHeader.LENGTH + LENGTH];
        encodeRecord(bytes, 0, deviceId, queues, featuresLow, featuresHigh, imageSize);
        return bytes;
    }
}
