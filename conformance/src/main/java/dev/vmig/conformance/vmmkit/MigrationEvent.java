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
 * @param bytes how many were moved; of an INFO the initial bytes
 * @param errno why the call failed, if it did
 * @param sound of a call on a data file: its session was open before; of a WRITE also: the bytes are the next ones of the
 *     source's stream; of the arrival at the target: the memory is the same at both ends
 */
public record MigrationEvent(
        int number,
        Side side,
        String device,
        Kind kind,
        Optional<MigrationState> requested,
        MigrationState before,
        MigrationState after,
        int file,
        long bytes,
        Optional<Errno> errno,
        boolean sound) {
    /** What a migration consists of: calls of the VMM on a device, other acts of it, and what else happens. */
    public enum Kind {
        /** A request for a state. */
        SET,
        /** The state is read. */
        GET,
        /** The length of STOP_COPY is read. */
        LENGTH,
        /** A data file is read. */
        READ,
        /** A data file is written. */
        WRITE,
        /** The pre-copy info is read. */
        INFO,
        /** A data file is closed. */
        CLOSE,
        /** The VMM resets the device. */
        RESET,
        /** Dirty pages are tracked from now on. */
        TRACK,
        /** A dirty bitmap is read. */
        DIRTY,
        /** The interrupt controller is loaded. */
        LOAD_INTERRUPTS,
        /** The configuration of the device is loaded. */
        LOAD_CONFIGURATION,
        /** The guest is paused. */
        PAUSE,
        /** The guest goes on. */
        GO_ON,
        /** A guest that was paused all the time is at the target. */
        STAYS_PAUSED,
        /** The VMM has returned. */
        END,
        /** The guest resets its device. */
        GUEST_RESETS,
        /** The host resets a device, as error recovery of the bus does. */
        HOST_RESETS,
        /** Nothing reaches the target any more. */
        LINK_LOST,
        /** The host of the target is gone. */
        TARGET_GONE,
        /** A device of several has no P2P. */
        NO_P2P;

        boolean isCall() {
            return compareTo(RESET) <= 0;
        }

        boolean usesFile() {
            return this == READ || this == WRITE || this == INFO;
        }

        boolean isIncident() {
            return compareTo(GUEST_RESETS) >= 0;
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

    /** ENOMSG in PRE_COPY says that there is nothing to read for now, and is no failure; neither is a length unknown. */
    boolean failedForReal() {
        boolean forNow = errno.filter(Errno.ENOMSG::equals).isPresent() && before != MigrationState.STOP_COPY;
        return failed() && !forNow && kind != Kind.LENGTH;
    }

    /** The VM is at the target, whether its guest goes on or stays paused. */
    boolean isArrival() {
        return is(Side.TARGET, Kind.GO_ON) || is(Side.TARGET, Kind.STAYS_PAUSED);
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
            case GET, SET, RESET, GUEST_RESETS, HOST_RESETS ->
                text.append(" -> ").append(after);
            default -> {}
        }
        if (kind == Kind.SET && file > 0) {
            text.append(", file ").append(file);
        }
    }
}
