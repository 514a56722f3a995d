package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.util.Optional;
import java.util.function.Consumer;

/** An observation in the making. */
final class Note {
    private final int number;
    private final Side side;
    private final Deed deed;
    private final Consumer<Observed> log;
    private Optional<MigrationState> requested = Optional.empty();
    private Optional<Errno> errno = Optional.empty();
    private int file;
    private int bytes;
    private boolean sound = true;

    Note(int number, Side side, Deed deed, Consumer<Observed> log) {
        this.number = number;
        this.side = side;
        this.deed = deed;
        this.log = log;
    }

    Note requested(MigrationState state) {
        requested = Optional.of(state);
        return this;
    }

    Note failed(Errno error) {
        errno = Optional.of(error);
        return this;
    }

    Note file(int which) {
        file = which;
        return this;
    }

    Note bytes(int moved) {
        bytes = moved;
        return this;
    }

    Note sound(boolean value) {
        sound = value;
        return this;
    }

    void done(MigrationState before, MigrationState after) {
        log.accept(new Observed(number, side, deed, requested, before, after, file, bytes, errno, sound));
    }
}
