package dev.vmig.trace.walk;

import java.util.List;
import java.util.Optional;

/**
 * The result of checking a trace.
 *
 * @param devices in the order of the header
 * @param barriers violations of the P2P barrier, in the order of the events
 * @param complete whether the trace has its end, and every call its answer; otherwise the verdict covers its beginning
 *     only
 * @param notes on contents that were not judged
 */
public record TraceReport(
        List<DeviceReport> devices, List<BarrierBreach> barriers, boolean complete, List<String> notes) {
    /** Copies the lists. */
    public TraceReport {
        devices = List.copyOf(devices);
        barriers = List.copyOf(barriers);
        notes = List.copyOf(notes);
    }

    /** A report without barriers. */
    public TraceReport(List<DeviceReport> devices, boolean complete) {
        this(devices, List.of(), complete, List.of());
    }

    /** Whether nothing was rejected. */
    public boolean holds() {
        return barriers.isEmpty()
                && devices.stream().allMatch(device -> device.rejected().isEmpty());
    }

    /** Whether the search was stopped for some device. */
    public boolean inconclusive() {
        return devices.stream().anyMatch(device -> device.givenUp().isPresent());
    }

    /** Whether the trace holds, but with departures from the contract. */
    public boolean departs() {
        return devices.stream().anyMatch(device -> !device.departures().isEmpty());
    }

    /** The number of accepted events. */
    public int events() {
        return devices.stream().mapToInt(DeviceReport::accepted).sum();
    }

    /**
     * One device.
     *
     * @param accepted number of its events before the first rejected one
     * @param rejected the first rejected event
     * @param answered whether the trace ends with every call answered
     * @param departures events that only known departures explain
     * @param givenUp why and where the search was stopped
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

        /** A report without departures. */
        public DeviceReport(String name, int accepted, Optional<Place> rejected, boolean answered) {
            this(name, accepted, rejected, answered, List.of(), Optional.empty());
        }
    }

    /**
     * A rejected event.
     *
     * @param line of the event
     * @param with lines of the other answers that no order explains together with it, if calls overlap
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
     * @param event its number among the device's events, from 1
     * @param rejection by the contract
     */
    public record Departed(int line, int event, Departure departure, Rejection rejection) {}

    /**
     * A device was stopped or started while the P2P barrier forbids it.
     *
     * @param event its number among the VM's events that concern the barrier, from 1
     * @param reason in one clause
     */
    public record BarrierBreach(int line, String device, String vm, int event, String reason) {}
}
