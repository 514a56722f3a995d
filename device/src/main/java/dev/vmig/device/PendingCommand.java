package dev.vmig.device;

import java.util.Optional;

/**
 * A command in flight.
 *
 * @param vf the VF that it is for, none if it addresses the owner or no VF
 */
record PendingCommand(
        AdminCommand command, Optional<VirtualFunction> vf, Optional<AdminFault> fault, AdminReply reply) {
    boolean has(Class<? extends AdminFault> kind) {
        return fault.filter(kind::isInstance).isPresent();
    }

    /** How much later than otherwise it is answered. */
    long delayNanos() {
        return fault.orElse(null) instanceof AdminFault.Delayed delayed ? delayed.nanos() : 0;
    }

    /** Answers with the outcome, truncated to the driver's buffer and changed by the fault. */
    void answer(CommandResult outcome) {
        byte[] writable = new byte[command.writableCapacity()];
        int written = Math.min(writable.length, outcome.bytes().length);
        long used = written;
        if (fault.orElse(null) instanceof AdminFault.CompletesShort cut) {
            written = Math.min(written, cut.usedLength());
            used = written;
        } else if (fault.orElse(null) instanceof AdminFault.Claims claim) {
            used = claim.usedLength();
        }
        System.arraycopy(outcome.bytes(), 0, writable, 0, written);
        reply.used(used, writable);
    }
}
