package dev.vmig.trace.walk;

import java.util.List;
import java.util.Optional;

/**
 * What came out of checking a trace.
 *
 * @param devices in the order of the header
 * @param complete whether the trace has its end, and every call its answer; if not, it holds only as far as it goes
 */
public record TraceReport(List<DeviceReport> devices, boolean complete) {
    /** Copies the list. */
    public TraceReport {
        devices = List.copyOf(devices);
    }

    /** Whether no event was rejected. */
    public boolean holds() {
        return devices.stream().allMatch(device -> device.rejected().isEmpty());
    }

    /** How many events were accepted. */
    public int events() {
        return devices.stream().mapToInt(DeviceReport::accepted).sum();
    }

    /**
     * One device.
     *
     * @param accepted how many of its events were accepted, up to the first that was not
     * @param rejected the first event that was not
     * @param answered whether the trace ends with every call answered
     */
    public record DeviceReport(String name, int accepted, Optional<Place> rejected, boolean answered) {}

    /** A rejected event and the line that it stands on. */
    public record Place(int line, Rejection rejection) {}
}
