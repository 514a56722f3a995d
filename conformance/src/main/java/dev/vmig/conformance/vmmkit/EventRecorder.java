package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Records the events of one migration, and passes each to a listener. */
final class EventRecorder {
    private final Consumer<MigrationEvent> listener;
    private List<MigrationEvent> events = new ArrayList<>();

    EventRecorder(Consumer<MigrationEvent> listener) {
        this.listener = listener;
    }

    /** Begins the next migration and returns the events of the last one. */
    List<MigrationEvent> next() {
        List<MigrationEvent> last = List.copyOf(events);
        events = new ArrayList<>();
        return last;
    }

    Draft event(Side side, String device, Kind kind) {
        return new Draft(events.size() + 1, side, device, kind);
    }

    /** An event under construction; {@link #done} records it. */
    final class Draft {
        private final int number;
        private final Side side;
        private final String device;
        private final Kind kind;
        private Optional<MigrationState> requested = Optional.empty();
        private Optional<Errno> errno = Optional.empty();
        private int file;
        private long bytes;
        private boolean sound = true;

        private Draft(int number, Side side, String device, Kind kind) {
            this.number = number;
            this.side = side;
            this.device = device;
            this.kind = kind;
        }

        Draft requested(MigrationState state) {
            requested = Optional.of(state);
            return this;
        }

        Draft failed(Errno error) {
            errno = Optional.of(error);
            return this;
        }

        Draft file(int which) {
            file = which;
            return this;
        }

        Draft bytes(long moved) {
            bytes = moved;
            return this;
        }

        Draft sound(boolean value) {
            sound = value;
            return this;
        }

        void done(MigrationState before, MigrationState after) {
            MigrationEvent event =
                    new MigrationEvent(number, side, device, kind, requested, before, after, file, bytes, errno, sound);
            events.add(event);
            listener.accept(event);
        }
    }
}
