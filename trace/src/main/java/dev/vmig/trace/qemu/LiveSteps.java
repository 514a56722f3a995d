package dev.vmig.trace.qemu;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.qemu.MigrationReport.End;
import dev.vmig.trace.qemu.QemuReport.Moment;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the moments of the two ends are in {@code LiveMigration}. */
final class LiveSteps {
    /** Neither log shows them. */
    private static final Set<String> SILENT = Set.of(
            "DeviceChanges", "Pause", "LastSync", "Fail", "LoseLink", "TargetFails", "DecideTarget", "DecideSource");

    private static final Set<String> OF_SOURCE = Set.of(
            "Begin",
            "SendPreCopy",
            "Quiesce",
            "Stop",
            "SendFinal",
            "SendEnd",
            "GuestResets",
            "RecoverByRequest",
            "RecoverByReset");

    private static final Set<String> OF_TARGET = Set.of("Receive", "Load", "Start");

    private static final Map<String, String> SHOWN = Map.ofEntries(
            Map.entry("Begin", "PRE_COPY at the source"),
            Map.entry("SendPreCopy", "data of PRE_COPY at the source"),
            Map.entry("Quiesce", "PRE_COPY_P2P at the source"),
            Map.entry("Stop", "STOP_COPY at the source"),
            Map.entry("SendFinal", "data of STOP_COPY at the source"),
            Map.entry("SendEnd", "STOP at the source"),
            Map.entry("GuestResets", "RUNNING at the source"),
            Map.entry("RecoverByRequest", "RUNNING at the source"),
            Map.entry("RecoverByReset", "RUNNING at the source"),
            Map.entry("Receive", "data at the target"),
            Map.entry("Load", "RUNNING_P2P or STOP at the target"),
            Map.entry("Start", "RUNNING at the target"));

    private LiveSteps() {}

    /** Whether a step is taken without a moment of either end; the end of the state is no data of the device. */
    static boolean isSilent(SpecAction action, SpecState from) {
        return SILENT.contains(action.name()) || (action.name().equals("Receive") && endsNext(from));
    }

    /** Whether the source may do this after the end of its log. */
    static boolean isOfSource(SpecAction action) {
        return OF_SOURCE.contains(action.name());
    }

    /** Whether the target may do this after the end of its log. */
    static boolean isOfTarget(SpecAction action) {
        return OF_TARGET.contains(action.name());
    }

    /** How a log would show the action; empty if it would not. */
    static Optional<String> shown(SpecAction action) {
        return Optional.ofNullable(SHOWN.get(action.name()));
    }

    /** Where the VM runs in a state. */
    static End end(SpecState state) {
        if ("RUNNING".equals(state.get("target"))) {
            return End.AT_THE_TARGET;
        }
        return "RUNNING".equals(state.get("source")) ? End.AT_THE_SOURCE : End.OPEN;
    }

    /** Which actions a moment of the source may be; none if it leaves the spec where it is. */
    static Set<String> ofSource(Moment moment, boolean lastBlock) {
        if (moment.how().equals(Moment.BYTES)) {
            if (moment.state().equals("STOP_COPY")) {
                return lastBlock ? Set.of("SendFinal") : Set.of();
            }
            return Set.of("SendPreCopy");
        }
        if (moment.how().equals("already there")) {
            return Set.of();
        }
        return switch (moment.state()) {
            case "PRE_COPY" -> Set.of("Begin");
            case "PRE_COPY_P2P" -> Set.of("Quiesce");
            case "STOP_COPY" -> Set.of("Stop");
            case "STOP" -> Set.of("SendEnd");
            case "RUNNING" -> Set.of("GuestResets", "RecoverByRequest", "RecoverByReset");
            // On its way back to RUNNING.
            default -> Set.of();
        };
    }

    /** Which actions a moment of the target may be. */
    static Set<String> ofTarget(Moment moment, boolean image) {
        if (moment.how().equals(Moment.BYTES)) {
            return image ? Set.of("Receive") : Set.of();
        }
        if (moment.how().equals("already there")) {
            return Set.of();
        }
        return switch (moment.state()) {
            case "RUNNING_P2P", "STOP" -> Set.of("Load");
            case "RUNNING" -> Set.of("Start");
            default -> Set.of();
        };
    }

    /** Where the two devices are, in words. */
    static String words(SpecState state) {
        return "source " + state.get("source") + ", target " + state.get("target");
    }

    /** What the log does not show of a state, in words. */
    static String unseen(SpecState state) {
        return "link " + state.get("link") + ", decision " + state.get("decision");
    }

    private static boolean endsNext(SpecState state) {
        return state.get("wire") instanceof List<?> wire
                && !wire.isEmpty()
                && wire.get(0) instanceof List<?> message
                && "end".equals(message.get(0));
    }
}
