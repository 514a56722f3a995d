package dev.vmig.trace;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The first line of a trace.
 *
 * @param vmigTrace the version of the format, {@value #VERSION}
 * @param seed what the run can be repeated with
 * @param devices the devices whose events follow
 */
@JsonPropertyOrder({"vmigTrace", "seed", "devices"})
public record TraceHeader(int vmigTrace, long seed, List<Device> devices) {
    /** The version that this code writes and reads. */
    public static final int VERSION = 1;

    /**
     * One device.
     *
     * @param name what its events call it
     * @param driver {@code vfio-virtio}, whose admin commands and bus events are in the trace too and which is checked
     *     against {@code VirtioVf}; any other is checked against {@code VfioMigration}, by its answers only
     * @param features the flags of {@code VFIO_DEVICE_FEATURE_MIGRATION}: 1, 3, 5 or 7
     */
    @JsonPropertyOrder({"name", "driver", "features"})
    public record Device(String name, String driver, int features) {}

    /** The driver that {@code VirtioVf} models. */
    public static final String VFIO_VIRTIO = "vfio-virtio";

    /** A header of the current version. */
    public static TraceHeader of(long seed, List<Device> devices) {
        return new TraceHeader(VERSION, seed, List.copyOf(devices));
    }
}
