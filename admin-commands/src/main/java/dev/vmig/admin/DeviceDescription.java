package dev.vmig.admin;

import dev.vmig.codec.CodecException;
import dev.vmig.codec.LittleEndian;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.codec.SourceDescription;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Describes a device by its parts, and compares the descriptions of source and destination before an image is loaded. A
 * device compares its own features and its number of queues with those of an image, too (Virtio 1.4, 2.12.1.4), but only
 * after the switchover. The number of queues is the part PCI_COMMON_CFG of num_queues, the features are the part
 * DEV_FEATURES; no part contains the device type.
 */
final class DeviceDescription {
    private static final int WORD = 8;

    private DeviceDescription() {}

    /** The description of the device that returned this image; empty if a part is missing. */
    static Optional<SourceDescription> of(int deviceId, ByteBuffer image, long imageSize) {
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
                : Optional.of(new SourceDescription(deviceId, queues, features[0], features[1], imageSize));
    }

    /** The two words of features; a part may have fewer, or zero ones behind. */
    private static long[] words(PartCursor part) {
        long[] words = new long[2];
        for (int i = 0; i < Math.min(words.length, part.length() / WORD); i++) {
            words[i] = LittleEndian.u64(part.bytes(), part.valueOffset() + WORD * i);
        }
        return words;
    }

    /** Fails with EINVAL if the destination cannot take an image of the source. */
    static void requireFit(SourceDescription source, SourceDescription target, int maximumImage) throws ErrnoException {
        require("device id", source.deviceId(), target.deviceId());
        require("queues", source.queues(), target.queues());
        requireFeatures("features 0 to 63", source.featuresLow(), target.featuresLow());
        requireFeatures("features 64 to 127", source.featuresHigh(), target.featuresHigh());
        if (source.imageSize() > maximumImage) {
            throw misfit("image size", String.valueOf(source.imageSize()), "at most " + maximumImage);
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
