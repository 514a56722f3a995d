package dev.vmig.admin;

import dev.vmig.codec.Opcode;
import org.apache.commons.lang3.Validate;

/**
 * What becomes of a command that the device answered with EAGAIN. It had no effect then (Virtio 1.4, 2.13.1), and the
 * driver should send it again (2.13.2, AVQ-DRV-08); how often, and after what time, only its surroundings know.
 *
 * <p>The driver gives up by default: the request fails with EAGAIN in a state from which the VMM can repeat it, and is
 * not held up meanwhile. Where the driver is to repeat commands itself, a policy is handed in. To a request the command
 * and its repetitions are one command: a reset that comes meanwhile waits for the last of them, hence the bound.
 */
@FunctionalInterface
public interface RetryPolicy {
    /** Gives up at once. */
    RetryPolicy NEVER = (opcode, repetitions) -> false;

    /**
     * Whether the command is sent again; any waiting is done in here. No command of the same member is sent before it
     * has returned. It must return false some time.
     *
     * @param opcode the command
     * @param repetitions how often it was sent again already
     */
    boolean again(Opcode opcode, int repetitions);

    /** Repeats a command at once, at most this number of times. */
    static RetryPolicy atMost(int repetitions) {
        Validate.inclusiveBetween(
                0, Integer.MAX_VALUE, repetitions, "repetitions: %d (expected: not negative)".formatted(repetitions));
        return (opcode, done) -> done < repetitions;
    }
}
