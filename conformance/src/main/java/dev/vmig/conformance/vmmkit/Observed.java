package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.util.Optional;

/**
 * One thing that was seen.
 *
 * @param number from 1, in one migration
 * @param side which device, or at which end the guest goes on
 * @param requested of a SET
 * @param before the state that the device was in, whatever the VMM knows of it
 * @param after the state that it is in now
 * @param file the number of the data file that it is about or has opened; 0 if none
 * @param bytes how many were moved
 * @param errno why it failed, if it did
 * @param sound whether the file's session was there before; of a write, too, whether the bytes are the next ones of the
 *     source's stream
 */
record Observed(
        int number,
        Side side,
        Deed deed,
        Optional<MigrationState> requested,
        MigrationState before,
        MigrationState after,
        int file,
        int bytes,
        Optional<Errno> errno,
        boolean sound) {
    boolean is(Side whose, Deed what) {
        return side == whose && deed == what;
    }

    boolean asksFor(MigrationState state) {
        return requested.filter(state::equals).isPresent();
    }

    boolean failed() {
        return errno.isPresent();
    }

    /** As a call: {@code source: SET STOP_COPY -> EIO, STOP}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder().append(side).append(": ").append(deed);
        requested.ifPresent(state -> text.append(' ').append(state));
        if (deed.usesFile() || deed == Deed.CLOSE) {
            text.append(" file ").append(file);
        }
        errno.ifPresentOrElse(
                error -> text.append(" -> ").append(error).append(", ").append(after), () -> answer(text));
        return text.toString();
    }

    private void answer(StringBuilder text) {
        switch (deed) {
            case READ, WRITE -> text.append(" -> ").append(bytes).append(" bytes");
            case GET, SET, RESET, GUEST_RESETS -> text.append(" -> ").append(after);
            default -> {}
        }
        if (deed == Deed.SET && file > 0) {
            text.append(", file ").append(file);
        }
    }
}
