package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.util.Optional;

/**
 * A call of the VMM with its answer, or another event of a migration.
 *
 * @param number from 1, in one migration
 * @param side the end of the migration
 * @param device its name, empty if the VM has only one; an event of the whole VM is recorded once for each device
 * @param requested state, of a SET
 * @param before actual state of the device before
 * @param after actual state of the device after
 * @param file number of the data file used or opened; 0 if none
 * @param bytes number of bytes transferred; of an INFO the initial bytes
 * @param errno of a failed call
 * @param sound of a call on a data file: its session was open, and a WRITE has the next bytes of the source's stream;
 *     of the arrival at the target: the memory is equal at both ends
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
    /** The kinds of events: calls of the VMM on a device, other actions of the VMM, and external events. */
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
        /** Dirty page tracking starts. */
        TRACK,
        /** A dirty bitmap is read. */
        DIRTY,
        /** The interrupt controller is loaded. */
        LOAD_INTERRUPTS,
        /** The configuration of the device is loaded. */
        LOAD_CONFIGURATION,
        /** The guest is paused. */
        PAUSE,
        /** The guest continues. */
        GO_ON,
        /** The VM arrives at the target, paused as before. */
        STAYS_PAUSED,
        /** The VMM's call of migrate returns. */
        END,
        /** The guest resets its device. */
        GUEST_RESETS,
        /** The host resets a device, as error recovery of the bus does. */
        HOST_RESETS,
        /** The link to the target is lost. */
        LINK_LOST,
        /** The host of the target is lost. */
        TARGET_GONE,
        /** A device of a VM with several lacks P2P. */
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

    /**
     * Whether the call failed. ENOMSG in PRE_COPY is the temporary end of the stream and no failure; neither is an
     * unknown length.
     */
    boolean failedForReal() {
        boolean forNow = errno.filter(Errno.ENOMSG::equals).isPresent() && before != MigrationState.STOP_COPY;
        return failed() && !forNow && kind != Kind.LENGTH;
    }

    /** Whether the VM arrives at the target, running or paused. */
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
