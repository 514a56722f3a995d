package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.Moment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What two logs tell of one migration of one device.
 *
 * @param source from the first state that saves on; empty if only the target's log tells of it
 * @param target from RESUMING on; empty if only the source's log tells of it
 * @param sourceIsAll whether the source's log goes to its end; if not, the source may have done more
 * @param targetIsAll likewise
 */
record Attempt(List<Moment> source, List<Moment> target, boolean sourceIsAll, boolean targetIsAll) {
    Attempt {
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    /**
     * The migrations of one device. The last of the one log is the last of the other: where a migration that was given up
     * is tried again, the target is a new process with a log of its own.
     */
    static List<Attempt> of(DeviceReport source, boolean sourceIsAll, DeviceReport target, boolean targetIsAll) {
        List<List<Moment>> saved = stretches(source, true);
        List<List<Moment>> loaded = stretches(target, false);
        List<Attempt> attempts = new ArrayList<>();
        int count = Math.max(saved.size(), loaded.size());
        for (int i = 0; i < count; i++) {
            int ofSource = i - count + saved.size();
            int ofTarget = i - count + loaded.size();
            boolean last = i == count - 1;
            attempts.add(new Attempt(
                    ofSource < 0 ? List.of() : saved.get(ofSource),
                    ofTarget < 0 ? List.of() : loaded.get(ofTarget),
                    ofSource >= 0 && (!last || sourceIsAll),
                    ofTarget >= 0 && (!last || targetIsAll)));
        }
        return attempts;
    }

    /**
     * The actions of {@code LiveMigration} that the logs do not show, since the device steps over the states that it lacks:
     * PRE_COPY, PRE_COPY_P2P, or all between RESUMING and RUNNING.
     */
    Set<String> skipped() {
        Set<String> skipped = new HashSet<>();
        if (!comesTo(source, "PRE_COPY")) {
            skipped.add("Begin");
        }
        if (!comesTo(source, "PRE_COPY_P2P")) {
            skipped.add("Quiesce");
        }
        if (comesTo(target, "RUNNING") && !comesTo(target, "RUNNING_P2P") && !comesTo(target, "STOP")) {
            skipped.add("Load");
        }
        return skipped;
    }

    private static boolean comesTo(List<Moment> moments, String state) {
        return moments.stream()
                .anyMatch(
                        moment -> moment.state().equals(state) && !moment.how().equals(Moment.BYTES));
    }

    String lines() {
        return lines("source", source) + ", " + lines("target", target);
    }

    private static String lines(String end, List<Moment> moments) {
        return moments.isEmpty()
                ? "nothing of the " + end
                : "lines " + moments.get(0).line() + " to "
                        + moments.get(moments.size() - 1).line() + " of the " + end;
    }

    /** From each first state of a migration to the next one, the other role's included. */
    private static List<List<Moment>> stretches(DeviceReport device, boolean source) {
        List<List<Moment>> stretches = new ArrayList<>();
        boolean saving = false;
        boolean loading = false;
        boolean mine = false;
        for (Moment moment : device.moments()) {
            MigrationState state = MigrationState.valueOf(moment.state());
            boolean loads = state == MigrationState.RESUMING;
            boolean begins = (state.inSavingGroup() && !saving) || (loads && !loading);
            if (begins) {
                mine = source != loads;
            }
            if (begins && mine) {
                stretches.add(new ArrayList<>());
            }
            // A source is through with it when it runs again or loads, a target when it has left RESUMING.
            saving = state.inSavingGroup() || (saving && state != MigrationState.RUNNING && !loads);
            loading = loads;
            if (mine) {
                stretches.get(stretches.size() - 1).add(moment);
            }
        }
        return stretches;
    }
}
