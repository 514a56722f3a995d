package dev.vmig.vmm.downtime;

import java.util.ArrayList;
import java.util.List;

/** The compared scenarios. */
public final class DowntimeGrid {
    /**
     * The VF for which pre-copy as in Linux has the 70 to 75 % less downtime that its authors report: 16 queue pairs, one for
     * each vCPU of a VM of ordinary size, 64 KiB of state beyond the specification, a tenth of it changing in a second, over
     * 25 Gbit/s.
     */
    public static final DowntimeScenario CALIBRATION = new DowntimeScenario(64 << 10, 16, 0.1, 25);

    private static final List<Integer> STATE_BYTES =
            List.of(2 << 10, 16 << 10, 64 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20);
    private static final List<Integer> QUEUE_PAIRS = List.of(1, 2, 4, 8, 16, 32, 64);
    private static final List<Double> CHANGES = List.of(0.0, 0.01, 0.1, 1.0, 10.0, 100.0);
    private static final List<Integer> GIGABITS = List.of(1, 10, 25, 40, 100);

    private static final List<Double> RATES = List.of(0.0, 0.1, 1.0, 10.0, 100.0);
    private static final List<Integer> LINKS = List.of(1, 10, 100);

    private DowntimeGrid() {}

    /** The axes of the charts; other parameters are those of {@link #base}. */
    public enum Axis {
        /** State beyond the specification. */
        STATE("state in KiB"),
        /** Queue pairs. */
        QUEUES("queue pairs"),
        /** Changes of each part in a second. */
        CHANGES("changes of a part per second"),
        /** The link. */
        LINK("link in Gbit/s");

        private final String title;

        Axis(String title) {
            this.title = title;
        }

        /** The title of the axis. */
        public String title() {
            return title;
        }

        /** The position of a scenario on the axis. */
        public double of(DowntimeScenario scenario) {
            return switch (this) {
                case STATE -> scenario.stateBytes() / 1024.0;
                case QUEUES -> scenario.queuePairs();
                case CHANGES -> scenario.changesPerSecond();
                case LINK -> scenario.gigabits();
            };
        }
    }

    /**
     * The constant parameters along an axis: those of the calibration, with more state where it shows the effect of the
     * axis.
     */
    public static DowntimeScenario base(Axis axis) {
        return axis == Axis.CHANGES || axis == Axis.LINK ? CALIBRATION.withStateBytes(1 << 20) : CALIBRATION;
    }

    /** The scenarios along an axis. */
    public static List<DowntimeScenario> along(Axis axis) {
        DowntimeScenario base = base(axis);
        return switch (axis) {
            case STATE -> STATE_BYTES.stream().map(base::withStateBytes).toList();
            case QUEUES -> QUEUE_PAIRS.stream().map(base::withQueuePairs).toList();
            case CHANGES -> CHANGES.stream().map(base::withChangesPerSecond).toList();
            case LINK -> GIGABITS.stream().map(base::withGigabits).toList();
        };
    }

    /** VFs of VMs with 8 to 32 vCPUs, with a queue pair each, and state that changes as often as a guest configures. */
    public static List<DowntimeScenario> realistic() {
        return cross(
                List.of(16 << 10, 64 << 10, 256 << 10),
                List.of(8, 16, 32),
                List.of(0.01, 0.1, 1.0),
                List.of(10, 25, 100));
    }

    /** Every combination of values over the whole of each axis, with states up to 1 MiB. */
    public static List<DowntimeScenario> small() {
        return cross(List.of(2 << 10, 64 << 10, 1 << 20), List.of(1, 8, 64), RATES, LINKS);
    }

    /** Combinations with larger states, which dominate the cost of queues, so that one number of queues is enough. */
    public static List<DowntimeScenario> large() {
        return cross(List.of(16 << 20, 64 << 20), List.of(8), RATES, LINKS);
    }

    private static List<DowntimeScenario> cross(
            List<Integer> states, List<Integer> queuePairs, List<Double> changes, List<Integer> gigabits) {
        List<DowntimeScenario> all = new ArrayList<>();
        for (int bytes : states) {
            for (int pairs : queuePairs) {
                for (double change : changes) {
                    gigabits.forEach(link -> all.add(new DowntimeScenario(bytes, pairs, change, link)));
                }
            }
        }
        return all;
    }
}
