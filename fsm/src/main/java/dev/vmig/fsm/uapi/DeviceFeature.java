package dev.vmig.fsm.uapi;

import java.util.Arrays;
import java.util.Optional;

/** The features of {@code VFIO_DEVICE_FEATURE} that concern migration, {@code VFIO_DEVICE_FEATURE_...}. */
public enum DeviceFeature {
    MIGRATION(1, FeatureHeader.GET, 8),
    MIG_DEVICE_STATE(2, FeatureHeader.GET | FeatureHeader.SET, 8),
    DMA_LOGGING_START(6, FeatureHeader.SET, 24),
    DMA_LOGGING_STOP(7, FeatureHeader.SET, 0),
    DMA_LOGGING_REPORT(8, FeatureHeader.GET, 32),
    MIG_DATA_SIZE(9, FeatureHeader.GET, 8),
    /** {@code MIG_PRECOPY_INFOv2}. */
    MIG_PRECOPY_INFO_V2(12, FeatureHeader.SET, 0);

    private final int number;
    private final int operations;
    private final int dataLength;

    DeviceFeature(int number, int operations, int dataLength) {
        this.number = number;
        this.operations = operations;
        this.dataLength = dataLength;
    }

    /** The number in bits 0 to 15 of the flags. */
    public int number() {
        return number;
    }

    /** {@link FeatureHeader#GET}, {@link FeatureHeader#SET} or both. */
    public int operations() {
        return operations;
    }

    /** Bytes of data that follow the header. */
    public int dataLength() {
        return dataLength;
    }

    /** The feature with that number, if it concerns migration. */
    public static Optional<DeviceFeature> of(int number) {
        return Arrays.stream(values())
                .filter(feature -> feature.number == number)
                .findFirst();
    }
}
