package dev.vmig.trace.walk;

import java.util.List;
import java.util.Optional;

/**
 * What came out of checking a trace.
 *
 * @param devices in the order of the header
 * @param barriers what broke the barrier between the devices of a VM, in the order of the events
 * @param complete whether the trace has its end, and every call its answer; if not, it holds only as far as it goes
 * @param notes what the trace contains and was not judged
 */
public record TraceReport(
        List<DeviceReport> devices, List<BarrierBreach> barriers, boolean complete, List<String> notes) {
    /** Copies the lists. */
    public TraceReport {
        devices = List.copyOf(devices);
        barriers = List.copyOf(barriers);
        notes = List.copyOf(notes);
    }

    /** Of devices alone. */
    public TraceReport(List<DeviceReport> devices, boolean complete) {
        this(devices, List.of(), complete, List.of());
    }

    /** Whether nothing was rejected. */
    public boolean holds() {
        return barriers.isEmpty()
                && devices.stream().allMatch(device -> device.rejected().isEmpty());
    }

    /** Whether the search was given up for some device. */
    public boolean inconclusive() {
        return devices.stream().anyMatch(device -> device.givenUp().isPresent());
    }

    /** Whether it holds, but with departures from the contract. */
    public boolean departs() {
        return devices.stream().anyMatch(device -> !device.departures().isEmpty());
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
     * @param departures events that only a known departure explains
     * @param givenUp why and where the search was given up
     */
    public record DeviceReport(
            String name,
            int accepted,
            Optional<Place> rejected,
            boolean answered,
            List<Departed> departures,
            Optional<String> givenUp) {
        /** Copies the list. */
        public DeviceReport {
            departures = List.copyOf(departures);
        }

        /** Without departures. */
        public DeviceReport(String name, int accepted, Optional<Place> rejected, boolean answered) {
            this(name, accepted, rejected, answered, List.of(), Optional.empty());
        }
    }

    /**
     * A rejected event.
     *
     * @param line that it stands on
     * @param with the lines of other answers that no order explains together with it, if calls overlap
     */
    public record Place(int line, Rejection rejection, List<Integer> with) {
        /** Copies the list. */
        public Place {
            with = List.copyOf(with);
        }
    }

    /**
     * An event that only a departure explains.
     *
     * @param event its number among the device's, the first one's being 1
     * @param rejection why the contract does not
     */
    public record Departed(int line, int event, Departure departure, Rejection rejection) {}

    /**
     * A device was stopped, or let go, while another of its VM could not take that.
     *
     * @param event its number among those of the VM that tell about the barrier, the first one's being 1
     * @param reason in one clause
     */
    public record BarrierBreach(int line, String device, String vm, int event, String reason) {}
}
