package dev.vmig.samples.shapes;

import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.vmm.VirtualTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;

/**
 * A device with a few bytes of state. A guest sets it up; from then on its state changes a little with every command, as
 * long as it is not stopped. A command takes time, and can be made to fail.
 *
 * <p>Its image is the state and then the CRC-32 of it (4 bytes, big endian), so that it can tell what it may load.
 */
final class SmallDevice {
    /** How much of a device is active. */
    enum Activity {
        RUNS,
        /** It starts nothing by itself, but what others write into it changes its state. */
        RESPONDS,
        STOPPED
    }

    private static final Duration COMMAND = Duration.ofNanos(10_000);
    private static final int CHANGES = 3;

    private final byte[] state;
    private final Random random;
    private final VirtualTime time;
    private final StepBudget budget;
    private Activity activity = Activity.RUNS;
    private boolean setUp;
    private boolean failsNext;
    private int skip;
    private int times;
    private long struck;
    private long commands;

    /**
     * A device as it is after power-on: all of its state is 0.
     *
     * @param size of the state, in bytes
     * @param seed of what guest and device write into it
     * @param budget of which each command takes a step
     */
    SmallDevice(int size, long seed, VirtualTime time, StepBudget budget) {
        this.state = new byte[size];
        this.random = new Random(seed);
        this.time = time;
        this.budget = budget;
    }

    /** A command of its driver. */
    void command(String what) throws ErrnoException {
        commands++;
        budget.spend();
        time.pass(COMMAND);
        if (failsNow()) {
            throw new ErrnoException(Errno.EIO, what + ": the device failed");
        }
        if (setUp && activity != Activity.STOPPED) {
            for (int changes = random.nextInt(CHANGES); changes > 0; changes--) {
                state[random.nextInt(state.length)] = (byte) random.nextInt();
            }
        }
    }

    /** Command: becomes as active as that. */
    void bring(Activity to) throws ErrnoException {
        command("to " + to);
        activity = to;
    }

    /** Command: its image. */
    byte[] save() throws ErrnoException {
        command("save");
        return ByteBuffer.allocate(imageSize())
                .put(state)
                .putInt(checksum(state))
                .array();
    }

    /** Command: takes over an image, or refuses it with EINVAL and stays as it is. */
    void load(byte[] image) throws ErrnoException {
        command("load");
        byte[] loaded = new byte[state.length];
        ByteBuffer bytes = ByteBuffer.wrap(image).get(loaded);
        int stated = bytes.getInt();
        if (stated != checksum(loaded)) {
            throw new ErrnoException(
                    Errno.EINVAL, "checksum 0x%08x (expected: 0x%08x)".formatted(stated, checksum(loaded)));
        }
        setState(loaded);
    }

    /** Bytes of an image. */
    int imageSize() {
        return state.length + Integer.BYTES;
    }

    /** Its state, for a driver that can see it without a command. */
    byte[] state() {
        return state.clone();
    }

    /** Replaces its state. What it was loaded with a guest has set up. */
    void setState(byte[] loaded) {
        System.arraycopy(loaded, 0, state, 0, state.length);
        setUp = true;
    }

    /** How active it is. */
    Activity activity() {
        return activity;
    }

    /** Makes it as active as that, for a driver that needs no command for it. */
    void let(Activity to) {
        activity = to;
    }

    /** A guest sets it up; one that is stopped does not answer the guest. */
    void setUp() {
        if (activity != Activity.STOPPED) {
            random.nextBytes(state);
            setUp = true;
        }
    }

    /** A function-level reset. */
    void reset() {
        Arrays.fill(state, (byte) 0);
        activity = Activity.RUNS;
        setUp = false;
    }

    /** After some commands makes others fail. */
    void fail(int after, int many) {
        skip = after;
        times = many;
    }

    /** How many commands have failed by that. */
    long struck() {
        return struck;
    }

    /** Makes the next command fail, or whatever else can. */
    void failNext() {
        failsNext = true;
    }

    /** Whether a failure is still to come. */
    boolean isToFail() {
        return failsNext;
    }

    /** Whether it is now that it fails. */
    boolean failsNow() {
        boolean fails = failsNext;
        failsNext = false;
        if (skip > 0) {
            skip--;
        } else if (times > 0) {
            times--;
            struck++;
            fails = true;
        }
        return fails;
    }

    /** How many commands it was given. */
    long commands() {
        return commands;
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
