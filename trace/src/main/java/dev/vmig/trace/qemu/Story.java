package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.QemuReport.Bytes;
import dev.vmig.trace.qemu.QemuReport.Moment;
import dev.vmig.trace.qemu.QemuReport.PathStep;
import dev.vmig.trace.qemu.QemuReport.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What one device was seen to do. */
final class Story {
    private final List<Step> walk = new ArrayList<>();
    private final List<Moment> moments = new ArrayList<>();
    private final List<PathStep> path = new ArrayList<>();
    private final Map<MigrationState, Bytes> bytes = new LinkedHashMap<>();
    private boolean tracesHandlers;
    private boolean read;
    private boolean givenUp;
    private Optional<MigrationState> open = Optional.empty();

    /** The device has come to a state. */
    void came(int line, MigrationState state, String how) {
        walk.add(new Step(line, state.name(), how));
        moments.add(new Moment(line, state.name(), how, 0));
        givenUp = false;
        if (state.inSavingGroup() || state == MigrationState.RESUMING) {
            read &= state == MigrationState.STOP_COPY;
            open = Optional.of(state);
        } else if (state == MigrationState.STOP && read) {
            // What is still to come closes the file.
            open = Optional.empty();
        }
    }

    /** Whether that is the state that the device came to last. */
    boolean isIn(MigrationState state) {
        return !walk.isEmpty() && walk.get(walk.size() - 1).state().equals(state.name());
    }

    /** Whether the device came to STOP, and from STOP_COPY as far as the log tells. */
    boolean hasLeftStopCopy() {
        int before = walk.size() - 2;
        return isIn(MigrationState.STOP)
                && (before < 0 || walk.get(before).state().equals(MigrationState.STOP_COPY.name()));
    }

    /** What is loaded has been given up for good: nothing more has to come of it. */
    void loadIsGivenUp() {
        givenUp = true;
    }

    /** An event has been accepted. */
    void accepted(QemuEvent event, List<String> states) {
        path.add(new PathStep(event.line(), event.text(), states));
        String name = event.name();
        tracesHandlers |= name.startsWith("vfio_save_") || name.startsWith("vfio_load_");
        if (event.kind() == EventKind.SAVE_COMPLETE || event.kind() == EventKind.THREAD_END) {
            read = true;
        }
        if (event.kind() == EventKind.SAVE_SETUP) {
            open = open.or(() -> Optional.of(MigrationState.STOP));
        } else if (event.kind() == EventKind.SAVE_CLEANUP || event.kind() == EventKind.LOAD_CLEANUP) {
            open = Optional.empty();
        }
    }

    /** Bytes went through the data file. */
    void moved(int line, MigrationState phase, long count) {
        moments.add(new Moment(line, phase.name(), Moment.BYTES, count));
        bytes.merge(
                phase,
                new Bytes(phase.name(), count, 1),
                (old, one) -> new Bytes(old.phase(), old.bytes() + one.bytes(), old.blocks() + 1));
    }

    /**
     * Whether the log ends within a migration: the handlers of QEMU have not cleaned up; where they are not traced, the
     * device is still in a state of migration.
     */
    Optional<String> unfinished(Optional<MigrationState> now) {
        boolean inside = tracesHandlers
                ? open.isPresent()
                : now.filter(state -> state.inSavingGroup() || state == MigrationState.RESUMING)
                        .isPresent();
        return inside && !givenUp
                ? Optional.of("the log ends within a migration, in "
                        + now.map(Enum::name).orElse("an unknown state"))
                : Optional.empty();
    }

    List<Step> walk() {
        return walk;
    }

    List<PathStep> path() {
        return path;
    }

    List<Moment> moments() {
        return moments;
    }

    List<Bytes> bytes() {
        return List.copyOf(bytes.values());
    }
}
