package dev.vmig.admin;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.LittleEndian;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.codec.RecordHeader;
import dev.vmig.codec.SourceDescription;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What has to agree between two devices before the image of one can be loaded into the other, as the device parts tell
 * it. A device compares its own features with those of an image, and its number of queues (Virtio 1.4, 2.12.1.4): what
 * is found out here would be found out there, only after the switchover.
 *
 * @param deviceId Virtio device type, which no part tells
 * @param queues virtqueues, from the part PCI_COMMON_CFG of num_queues
 * @param featuresLow features 0 to 63 that the device offers, from the part DEV_FEATURES
 * @param featuresHigh features 64 to 127
 * @param imageSize the most bytes that an image can have
 */
record DeviceDescription(int deviceId, int queues, long featuresLow, long featuresHigh, long imageSize) {
    private static final int WORD = 8;

    /** The description of a device that gave this image; none if the parts that it takes are not there. */
    static Optional<DeviceDescription> of(int deviceId, ByteBuffer image, long imageSize) {
        byte[] bytes = new byte[image.remaining()];
        image.duplicate().get(bytes);
        long[] features = {};
        int queues = -1;
        PartCursor parts = new PartCursor().wrapPadded(bytes, 0, bytes.length);
        try {
            while (parts.next()) {
                if (parts.type() == PartType.DEV_FEATURES.number()) {
                    features = words(parts);
                } else if (parts.type() == PartType.PCI_COMMON_CFG.number()
                        && parts.selector() == PciCommonCfgField.NUM_QUEUES.offset()) {
                    queues = (int) parts.number() & 0xffff;
                }
            }
        } catch (CodecException notParts) {
            return Optional.empty();
        }
        return features.length == 0 || queues < 0
                ? Optional.empty()
                : Optional.of(new DeviceDescription(deviceId, queues, features[0], features[1], imageSize));
    }

    /** The two words of features; a part may have fewer, or zero ones behind. */
    private static long[] words(PartCursor part) {
        long[] words = new long[2];
        for (int i = 0; i < Math.min(words.length, part.length() / WORD); i++) {
            words[i] = LittleEndian.u64(part.bytes(), part.valueOffset() + WORD * i);
        }
        return words;
    }

    /** What the payload of a record tells; nothing if it is somebody else's. EINVAL if it is too short. */
    static Optional<DeviceDescription> read(byte[] payload, int length) throws ErrnoException {
        SourceDescription read = new SourceDescription();
        try {
            read.wrap(payload, 0, length);
        } catch (CodecException tooShort) {
            throw new ErrnoException(Errno.EINVAL, tooShort.getMessage());
        }
        return read.isOurs()
                ? Optional.of(new DeviceDescription(
                        read.deviceId(), read.queues(), read.featuresLow(), read.featuresHigh(), read.imageSize()))
                : Optional.empty();
    }

    /** The record of a migration stream that tells this. */
    ByteBuffer toRecord() {
        byte[] bytes = new byte[RecordHeader.LENGTH + SourceDescription.LENGTH];
        SourceDescription.encodeRecord(bytes, 0, deviceId, queues, featuresLow, featuresHigh, imageSize);
        return ByteBuffer.wrap(bytes);
    }

    /** Refuses with EINVAL a source whose image the target cannot take. */
    void requireFit(DeviceDescription target, int maximumImage) throws ErrnoException {
        require("device id", deviceId, target.deviceId);
        require("queues", queues, target.queues);
        requireFeatures("features 0 to 63", featuresLow, target.featuresLow);
        requireFeatures("features 64 to 127", featuresHigh, target.featuresHigh);
        if (imageSize > maximumImage) {
            throw misfit("image size", String.valueOf(imageSize), "at most " + maximumImage);
        }
    }

    private static void require(String what, int source, int target) throws ErrnoException {
        if (source != target) {
            throw misfit(what, String.valueOf(source), target + ", as the target");
        }
    }

    private static void requireFeatures(String what, long source, long target) throws ErrnoException {
        if (source != target) {
            throw misfit(what, "0x%x".formatted(source), "0x%x, as the target".formatted(target));
        }
    }

    private static ErrnoException misfit(String what, String source, String expected) {
        return new ErrnoException(
                Errno.EINVAL, "source device: %s %s (expected: %s)".formatted(what, source, expected));
    }
}
