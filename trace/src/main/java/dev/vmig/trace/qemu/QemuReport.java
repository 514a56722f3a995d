package dev.vmig.trace.qemu;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came out of checking a log of QEMU.
 *
 * @param versions of QEMU that print such events, the major ones; empty if no one version prints them all
 * @param devices in the order of the log
 * @param events each vfio_ event of the log, by name
 * @param cut whether the last line lacks its end; it was left out
 */
public record QemuReport(Set<Integer> versions, List<DeviceReport> devices, List<EventCount> events, boolean cut) {
    /** Copies the collections. */
    public QemuReport {
        versions = Set.copyOf(versions);
        devices = List.copyOf(devices);
        events = List.copyOf(events);
    }

    /** How an event was taken. */
    public enum Taken {
        /** Checked. */
        MAPPED,
        /** Of migration, but without state. */
        WITHOUT_STATE,
        /** Not about migration. */
        OTHER,
        /** Not in the dictionary. */
        UNKNOWN
    }

    /**
     * One event of the log.
     *
     * @param why it carries no state, if so
     */
    public record EventCount(String event, Taken taken, int count, String why) {}

    /**
     * One step of the walk of states.
     *
     * @param how {@code start}, {@code asked}, {@code already there}, {@code recovered} or {@code reset}
     */
    public record Step(int line, String state, String how) {}

    /**
     * What a device was seen to do until it was rejected.
     *
     * @param phase the state that the bytes went through the data file in
     * @param blocks reads, or writes
     */
    public record Bytes(String phase, long bytes, int blocks) {}

    /**
     * One accepted event.
     *
     * @param states that are possible after it
     */
    public record PathStep(int line, String event, List<String> states) {
        /** Copies the list. */
        public PathStep {
            states = List.copyOf(states);
        }
    }

    /**
     * One device.
     *
     * @param features {@code mig_flags}; empty if the log does not tell
     * @param accepted how many of its events were accepted
     * @param moments its steps and its bytes, in their order
     * @param incomplete why the log holds only as far as it goes; empty if it does not end within a migration
     */
    public record DeviceReport(
            String name,
            Optional<Integer> features,
            int accepted,
            List<Step> walk,
            List<Bytes> bytes,
            List<PathStep> path,
            List<Moment> moments,
            Optional<QemuRejection> rejected,
            Optional<String> incomplete) {
        /** Copies the lists. */
        public DeviceReport {
            walk = List.copyOf(walk);
            bytes = List.copyOf(bytes);
            path = List.copyOf(path);
            moments = List.copyOf(moments);
        }
    }

    /**
     * What one end did of a migration, as the other end may know it.
     *
     * @param state that the device came to, or in which the bytes went through the data file
     * @param how as in {@link Step}; {@code bytes} for bytes
     * @param bytes how many, if so
     */
    public record Moment(int line, String state, String how, long bytes) {
        static final String BYTES = "bytes";
    }

    /** Whether no event was rejected. */
    public boolean holds() {
        return devices.stream().allMatch(device -> device.rejected().isEmpty());
    }

    /** Whether the log goes to the end of what it tells. */
    public boolean complete() {
        return !cut && devices.stream().allMatch(device -> device.incomplete().isEmpty());
    }

    /** How many events were accepted. */
    public int accepted() {
        return devices.stream().mapToInt(DeviceReport::accepted).sum();
    }

    /** How many lines of the log were taken in a way. */
    public int count(Taken taken) {
        return events.stream()
                .filter(event -> event.taken() == taken)
                .mapToInt(EventCount::count)
                .sum();
    }
}
