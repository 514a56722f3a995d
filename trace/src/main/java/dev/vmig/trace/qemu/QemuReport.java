package dev.vmig.trace.qemu;

import dev.vmig.trace.walk.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What came out of checking a log of QEMU.
 *
 * @param versions of QEMU that print such events, the major ones; empty if no one version prints them all
 * @param vms the VMs in the order of the log, one unless the lines' prefixes tell several apart
 * @param events each vfio_ event of the log and each kind of error line, by name
 * @param cut whether the last line lacks its end; it was left out
 */
public record QemuReport(Set<Integer> versions, List<VmReport> vms, List<EventCount> events, boolean cut) {
    /** Copies the collections. */
    public QemuReport {
        versions = Set.copyOf(versions);
        vms = List.copyOf(vms);
        events = List.copyOf(events);
    }

    /**
     * One VM.
     *
     * @param name what the log calls it; empty if nothing does
     * @param devices in the order of the log
     * @param attempts to save it, in their order
     * @param rules all of them, judged or not
     * @param open why the log holds only as far as it goes, beyond what each device says
     */
    public record VmReport(
            String name,
            List<DeviceReport> devices,
            List<AttemptReport> attempts,
            List<Judgement> rules,
            List<String> open) {
        /** Copies the lists. */
        public VmReport {
            devices = List.copyOf(devices);
            attempts = List.copyOf(attempts);
            rules = List.copyOf(rules);
            open = List.copyOf(open);
        }

        /** Whether no rule that binds is broken. */
        public boolean holds() {
            return rules.stream().allMatch(Judgement::holds);
        }

        /** Whether the log goes to the end of what it tells. */
        public boolean complete() {
            return open.isEmpty()
                    && devices.stream().allMatch(device -> device.incomplete().isEmpty());
        }
    }

    /**
     * One attempt to save a VM.
     *
     * @param firstLine where it begins
     * @param lastLine where it ends
     * @param kind {@code migration} or {@code snapshot}
     * @param outcome {@code completed}, {@code failed} or {@code open}
     * @param paused whether the VM was paused when it began
     * @param why what failed, as far as the log tells; empty if nothing did
     */
    public record AttemptReport(
            int firstLine,
            int lastLine,
            String kind,
            String outcome,
            boolean paused,
            List<String> devices,
            String why) {
        /** Copies the list. */
        public AttemptReport {
            devices = List.copyOf(devices);
        }
    }

    /** The devices of all VMs, in the order of the log. */
    public List<DeviceReport> devices() {
        return vms.stream().flatMap(vm -> vm.devices().stream()).toList();
    }

    /** What broke a rule without making the log fail: departures of QEMU, and what it should do. */
    public List<Judgement> departures() {
        return vms.stream()
                .flatMap(vm -> vm.rules().stream())
                .filter(rule -> rule.holds() && !rule.findings().isEmpty())
                .toList();
    }

    /** What is in the log and no rule is about, each with the reason. */
    public List<EventCount> unjudged() {
        return events.stream()
                .filter(event -> event.taken() == Taken.UNKNOWN || event.taken() == Taken.WITHOUT_STATE)
                .toList();
    }

    /** How an event was taken. */
    public enum Taken {
        /** Checked. */
        MAPPED,
        /** It announces others, which are checked. */
        ANNOUNCES,
        /** Of migration, but without state; no rule is about it. */
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
     * An event that no behaviour of the spec explains.
     *
     * @param rule that it breaks
     * @param line where it stands
     * @param event as printed
     * @param before the states that were possible before it
     */
    public record Rejected(String rule, int line, String event, List<String> before, Rejection rejection) {
        /** Copies the list. */
        public Rejected {
            before = List.copyOf(before);
        }
    }

    /**
     * One device.
     *
     * @param features {@code mig_flags}; empty if the log does not tell
     * @param migrates whether it can migrate, and the log tells of its state
     * @param accepted how many of its events were accepted
     * @param moments its steps and its bytes, in their order
     * @param incomplete why the log holds only as far as it goes; empty if it does not end within a migration
     */
    public record DeviceReport(
            String name,
            Optional<Integer> features,
            boolean migrates,
            int accepted,
            List<Step> walk,
            List<Bytes> bytes,
            List<PathStep> path,
            List<Moment> moments,
            Optional<Rejected> rejected,
            Optional<String> incomplete) {
        /** Copies the lists. */
        public DeviceReport {
            walk = List.copyOf(walk);
            bytes = List.copyOf(bytes);
            path = List.copyOf(path);
            moments = List.copyOf(moments);
        }

        /** A device that cannot migrate, or whose state the log does not tell of. */
        static DeviceReport notMigrating(String name, Optional<Integer> features) {
            return new DeviceReport(
                    name,
                    features,
                    false,
                    0,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty());
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

        /** Whether a process of QEMU opens the device. */
        boolean opens() {
            return how.equals("start") && state.equals("RUNNING");
        }
    }

    /** Whether no event was rejected, and no rule that binds is broken. */
    public boolean holds() {
        return vms.stream().allMatch(VmReport::holds);
    }

    /** Whether the log goes to the end of what it tells. */
    public boolean complete() {
        return !cut && vms.stream().allMatch(VmReport::complete);
    }

    /** How many events were accepted. */
    public int accepted() {
        return devices().stream().mapToInt(DeviceReport::accepted).sum();
    }

    /** How many lines of the log were taken in a way. */
    public int count(Taken taken) {
        return events.stream()
                .filter(event -> event.taken() == taken)
                .mapToInt(EventCount::count)
                .sum();
    }
}
