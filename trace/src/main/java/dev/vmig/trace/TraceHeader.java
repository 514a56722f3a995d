package dev.vmig.trace;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;

/**
 * The first line of a trace.
 *
 * @param vmigTrace the version of the format, {@link #VERSIONS}
 * @param seed what the run can be repeated with
 * @param devices the devices whose events follow
 */
@JsonPropertyOrder({"vmigTrace", "seed", "devices"})
public record TraceHeader(int vmigTrace, long seed, List<Device> devices) {
    /** The version that this code writes. */
    public static final int VERSION = 2;

    /** The versions that it reads. */
    public static final List<Integer> VERSIONS = List.of(1, VERSION);

    /**
     * One device.
     *
     * @param name what its events call it
     * @param driver {@code vfio-virtio}, whose admin commands and bus events are in the trace too and which is checked
     *     against {@code VirtioVf}; any other is checked against {@code VfioMigration}, by its answers only
     * @param features the flags of {@code VFIO_DEVICE_FEATURE_MIGRATION}: 1, 3, 5 or 7
     * @param vm what the devices of one VM have in common; empty if that is not known
     */
    @JsonPropertyOrder({"name", "driver", "features", "vm"})
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Device(String name, String driver, int features, String vm) {
        /** Of a VM that is not known. */
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
