package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.QemuReport.AttemptReport;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.Moment;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What two logs tell of one migration of one device.
 *
 * @param source from the first state that saves on; empty if only the target's log tells of it
 * @param target from RESUMING on; empty if only the source's log tells of it
 * @param report what the source's log says of the attempt as a whole
 * @param sourceIsAll whether the source's log goes to its end; if not, the source may have done more
 * @param targetIsAll likewise
 * @param seesBytes whether both logs print what they read and write
 */
record Attempt(
        List<Moment> source,
        List<Moment> target,
        Optional<AttemptReport> report,
        boolean sourceIsAll,
        boolean targetIsAll,
        boolean seesBytes) {
    Attempt {
        source = List.copyOf(source);
        target = List.copyOf(target);
    }

    private record Saved(AttemptReport report, List<Moment> moments) {}

    /**
     * The migrations of one device. Where a migration that was given up is tried again, the target is a new process with a
     * log of its own; so that the target's log is of the last attempts whose data fit what it loads.
     */
    static List<Attempt> of(
            VmReport sourceVm,
            DeviceReport source,
            boolean sourceIsAll,
            DeviceReport target,
            boolean targetIsAll,
            boolean seesBytes) {
        List<Saved> saved = saved(sourceVm, source);
        List<List<Moment>> loaded = loaded(target);
        int shift = shift(saved, loaded);
        List<Attempt> attempts = new ArrayList<>();
        int count = Math.max(saved.size(), loaded.size() + shift);
        for (int i = Math.min(0, shift); i < count; i++) {
            int ofTarget = i - shift;
            boolean hasSource = i >= 0 && i < saved.size();
            boolean hasTarget = ofTarget >= 0 && ofTarget < loaded.size();
            attempts.add(new Attempt(
                    hasSource ? saved.get(i).moments() : List.of(),
                    hasTarget ? loaded.get(ofTarget) : List.of(),
                    hasSource ? Optional.of(saved.get(i).report()) : Optional.empty(),
                    hasSource && (i < saved.size() - 1 || sourceIsAll),
                    hasTarget && (ofTarget < loaded.size() - 1 || targetIsAll),
                    seesBytes));
        }
        return attempts;
    }

    /** Whether the source's log says that it is completed. */
    boolean isCompleted() {
        return report.filter(it -> it.outcome().equals("completed")).isPresent();
    }

    boolean isSnapshot() {
        return report.filter(it -> it.kind().equals("snapshot")).isPresent();
    }

    /** Whether the VM was paused before it was migrated, so that it runs at neither end. */
    boolean ofPausedVm() {
        return report.filter(AttemptReport::paused).isPresent();
    }

    boolean targetRuns() {
        return comesTo(target, "RUNNING");
    }

    /** Whether the final data are in neither log: multifd prints none at the source, and no sizes at the target. */
    boolean hidesFinalData() {
        boolean none = source.stream()
                .noneMatch(moment ->
                        moment.how().equals(Moment.BYTES) && moment.state().equals("STOP_COPY"));
        return !seesBytes || (isCompleted() && none && !source.isEmpty());
    }

    /**
     * The actions of {@code LiveMigration} that the logs do not show, since the device steps over the states that it lacks:
     * PRE_COPY, PRE_COPY_P2P, or all between RESUMING and RUNNING; or since its data are not printed.
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
        if (hidesFinalData()) {
            skipped.add("SendFinal");
            skipped.add("Receive");
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

    /** Of each attempt: from the first saving state or bytes to where the device runs again, if it does. */
    private static List<Saved> saved(VmReport vm, DeviceReport device) {
        List<Saved> saved = new ArrayList<>();
        List<AttemptReport> attempts = vm.attempts().stream()
                .filter(attempt -> attempt.devices().contains(device.name()))
                .toList();
        for (int i = 0; i < attempts.size(); i++) {
            AttemptReport attempt = attempts.get(i);
            int next = Math.min(
                    i + 1 < attempts.size() ? attempts.get(i + 1).firstLine() : Integer.MAX_VALUE,
                    opened(device, attempt.firstLine()));
            List<Moment> moments = new ArrayList<>();
            for (Moment moment : device.moments()) {
                boolean within = moment.line() >= attempt.firstLine() && moment.line() <= attempt.lastLine();
                boolean saving = MigrationState.valueOf(moment.state()).inSavingGroup();
                boolean runsAgain = moment.state().equals("RUNNING") && moment.line() < next && !moments.isEmpty();
                boolean ended = !moments.isEmpty()
                        && moments.get(moments.size() - 1).state().equals("RUNNING");
                if (!ended && ((within && (saving || !moments.isEmpty())) || runsAgain)) {
                    moments.add(moment);
                }
            }
            if (!moments.isEmpty()) {
                saved.add(new Saved(attempt, moments));
            }
        }
        return saved;
    }

    /** The line, after another, at which a new process opens the device. */
    private static int opened(DeviceReport device, int after) {
        return device.moments().stream()
                .filter(moment -> moment.line() > after && moment.opens())
                .mapToInt(Moment::line)
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    /** From each RESUMING to where the device runs, if it does. */
    private static List<List<Moment>> loaded(DeviceReport device) {
        List<List<Moment>> loaded = new ArrayList<>();
        boolean open = false;
        for (Moment moment : device.moments()) {
            boolean bytes = moment.how().equals(Moment.BYTES);
            if (moment.state().equals("RESUMING") && !bytes && !moment.how().equals("already there")) {
                loaded.add(new ArrayList<>());
                open = true;
            }
            // A new process has opened the device: what was loaded is gone with the old one.
            open &= !moment.opens();
            if (open) {
                loaded.get(loaded.size() - 1).add(moment);
                open = !moment.state().equals("RUNNING");
            }
        }
        return loaded;
    }

    /** Which attempt the first load belongs to: the latest whose data fit, or else the latest. */
    private static int shift(List<Saved> saved, List<List<Moment>> loaded) {
        int latest = saved.size() - loaded.size();
        for (int shift = latest; shift >= 0; shift--) {
            boolean fits = true;
            for (int i = 0; i < loaded.size(); i++) {
                fits &= fit(saved.get(i + shift).moments(), loaded.get(i));
            }
            if (fits) {
                return shift;
            }
        }
        return latest;
    }

    /** Whether what is loaded is the beginning of what was sent. */
    static boolean fit(List<Moment> sent, List<Moment> loaded) {
        List<Long> all = sizes(sent);
        List<Long> got = sizes(loaded);
        // Multifd prints no sizes.
        int told = got.contains(0L) ? got.indexOf(0L) : got.size();
        return told <= all.size() && all.subList(0, told).equals(got.subList(0, told));
    }

    private static List<Long> sizes(List<Moment> moments) {
        return Interleaving.blocks(moments).stream().map(Moment::bytes).toList();
    }
}
