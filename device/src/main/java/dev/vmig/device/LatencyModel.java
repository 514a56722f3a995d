package dev.vmig.device;

import org.apache.commons.lang3.Validate;

/**
 * How long the device takes, in nanoseconds of the injected scheduler.
 *
 * @param commandNanos fixed cost of an admin command
 * @param commandJitterNanos up to this much more, drawn from the seed of the device
 * @param picosPerByte cost of each byte of the device-readable part and of the result; in picoseconds, since PCIe moves
 *     several bytes a nanosecond
 * @param dmaNanos how long an outgoing DMA stays outstanding
 * @param interruptNanos how long an interrupt message stays outstanding
 * @param resetNanos how long a function-level reset takes; 0 completes it within the call
 * @param parts what reading and loading device parts costs on top
 */
public record LatencyModel(
        long commandNanos,
        long commandJitterNanos,
        long picosPerByte,
        long dmaNanos,
        long interruptNanos,
        long resetNanos,
        PartLatency parts) {

    /** Nothing takes time, yet everything but a reset still goes through the scheduler. */
    public static final LatencyModel NONE = new LatencyModel(0, 0, 0, 0, 0, 0);

    /** Plausible figures of a network card, assumed rather than measured. */
    public static final LatencyModel PLAUSIBLE = new LatencyModel(20_000, 5_000, 500, 800, 300, 10_000_000);

    /** A model in which device parts cost nothing of their own. */
    public LatencyModel(
            long commandNanos,
            long commandJitterNanos,
            long picosPerByte,
            long dmaNanos,
            long interruptNanos,
            long resetNanos) {
        this(commandNanos, commandJitterNanos, picosPerByte, dmaNanos, interruptNanos, resetNanos, PartLatency.NONE);
    }

    /** Checks that no time is negative. */
    public LatencyModel {
        notNegative("commandNanos", commandNanos);
        notNegative("commandJitterNanos", commandJitterNanos);
        notNegative("picosPerByte", picosPerByte);
        notNegative("dmaNanos", dmaNanos);
        notNegative("interruptNanos", interruptNanos);
        notNegative("resetNanos", resetNanos);
    }

    static void notNegative(String name, long value) {
        Validate.isTrue(value >= 0, "%s: %d (expected: 0 or more)", name, value);
    }

    /** Time to move {@code bytes}. */
    long transferNanos(long bytes) {
        return bytes * picosPerByte / 1_000;
    }
}
