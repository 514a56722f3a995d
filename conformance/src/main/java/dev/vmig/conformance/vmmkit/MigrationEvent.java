package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.util.Optional;

/**
 * A call of the VMM with its answer, or something else that happened in a migration.
 *
 * @param number from 1, in one migration
 * @param side the end of the migration
 * @param device its name, empty if the VM has only one; an event of the whole VM is recorded once for each device
 * @param requested of a SET
 * @param before the state of the device before, whatever the VMM knows of it
 * @param after the state of the device now
 * @param file the number of the data file that is used or was opened; 0 if none
 * @param bytes how many were moved
 * @param errno why the call failed, if it did
 * @param sound of a call on a data file: its session was open before; of a WRITE also: the bytes are the next ones of the
 *     source's stream
 */
record MigrationEvent(
        int number,
        Side side,
        String device,
        Kind kind,
        Optional<MigrationState> requested,
        MigrationState before,
        MigrationState after,
        int file,
        int bytes,
        Optional<Errno> errno,
        boolean sound) {
    /** What a migration consists of: calls of the VMM, and what else happens. */
    enum Kind {
        SET,
        GET,
        READ,
        WRITE,
        INFO,
        CLOSE,
        RESET,
        GUEST_RESETS,
        LINK_LOST,
        TARGET_GONE,
        PAUSE,
        GO_ON,
        /** The VMM has returned. */
        END;

        boolean isCall() {
            return compareTo(RESET) <= 0;
        }

        boolean usesFile() {
            return this == READ || this == WRITE || this == INFO;
        }
    }

    boolean is(Side whose, Kind what) {
        return side == whose && kind == what;
    }

    boolean isCall() {
        return kind.isCall();
    }

    boolean asksFor(MigrationState state) {
        return requested.filter(state::equals).isPresent();
    }

    boolean failed() {
        return errno.isPresent();
    }

    /** ENOMSG says that there is nothing to read for now, and is no failure. */
    boolean failedForReal() {
        return errno.filter(error -> error != Errno.ENOMSG).isPresent();
    }

    /** As a call: {@code source: SET STOP_COPY -> EIO, STOP}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(side);
        if (!device.isEmpty()) {
            text.append(' ').append(device);
        }
        text.append(": ").append(kind);
        requested.ifPresent(state -> text.append(' ').append(state));
        if (kind.usesFile() || kind == Kind.CLOSE) {
            text.append(" file ").append(file);
        }
        errno.ifPresentOrElse(
                error -> text.append(" -> ").append(error).append(", ").append(after), () -> answer(text));
        return text.toString();
    }

    private void answer(StringBuilder text) {
        switch (kind) {
            case READ, WRITE -> text.append(" -> ").append(bytes).append(" bytes");
            case GET, SET, RESET, GUEST_RESETS -> text.append(" -> ").append(after);
            default -> {}
        }
        if (kind == Kind.SET && file > 0) {
            text.append(", file ").append(file);
        }
    }
}
