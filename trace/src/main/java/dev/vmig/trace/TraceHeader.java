package dev.vmig.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The first line of a trace.
 *
 * @param vmigTrace the version of the format, {@link #VERSIONS}
 * @param seed that repeats the run
 * @param devices the devices whose events follow
 */
@JsonPropertyOrder({"vmigTrace", "seed", "devices"})
public record TraceHeader(int vmigTrace, long seed, List<Device> devices) {
    /** The version of written traces. */
    public static final int VERSION = 2;

    /** The versions that can be read. */
    public static final List<Integer> VERSIONS = List.of(1, VERSION);

    /**
     * One device.
     *
     * @param name in its events
     * @param driver {@code vfio-virtio} is checked against {@code VirtioVf}, with its admin commands and bus events in
     *     the trace; any other driver is checked against {@code VfioMigration}, by its answers only
     * @param features the flags of {@code VFIO_DEVICE_FEATURE_MIGRATION}: 1, 3, 5 or 7
     * @param vm name of the VM; empty if unknown
     */
    @JsonPropertyOrder({"name", "driver", "features", "vm"})
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Device(String name, String driver, int features, String vm) {
        /** A device of an unknown VM. */
        public Device(String name, String driver, int features) {
            this(name, driver, features, "");
        }
    }

    /** The driver that {@code VirtioVf} models. */
    public static final String VFIO_VIRTIO = "vfio-virtio";

    /** A header of the current version. */
    public static TraceHeader of(long seed, List<Device> devices) {
        return new TraceHeader(VERSION, seed, List.copyOf(devices));
    }
}
