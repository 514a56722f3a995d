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
 * A device with a few bytes of state. After a guest has set it up, its state changes a little with every command,
 * unless it is stopped. A command takes time, and can be made to fail.
 *
 * <p>Its image is the state and its CRC-32 (4 bytes, big endian), which the device verifies on a load.
 */
final class SmallDevice {
    /** The activity of a device. */
    enum Activity {
        RUNS,
        /** The device initiates nothing, but writes of others change its state. */
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
     * Creates a device after power-on, with a state of zeros.
     *
     * @param size of the state, in bytes
     * @param seed of the contents that guest and device write
     * @param budget from which each command takes a step
     */
    SmallDevice(int size, long seed, VirtualTime time, StepBudget budget) {
        this.state = new byte[size];
        this.random = new Random(seed);
        this.time = time;
        this.budget = budget;
    }

    /** Executes a command of the driver. */
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

    /** Command: sets the activity. */
    void bring(Activity to) throws ErrnoException {
        command("to " + to);
        activity = to;
    }

    /** Command: saves an image. */
    byte[] save() throws ErrnoException {
        command("save");
        return ByteBuffer.allocate(imageSize())
                .put(state)
                .putInt(checksum(state))
                .array();
    }

    /** Command: loads an image, or refuses it with EINVAL without a change. */
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

    /** The size of an image. */
    int imageSize() {
        return state.length + Integer.BYTES;
    }

    /** The state, for a driver that reads it without a command. */
    byte[] state() {
        return state.clone();
    }

    /** Replaces the state by that of a device that a guest has set up. */
    void setState(byte[] loaded) {
        System.arraycopy(loaded, 0, state, 0, state.length);
        setUp = true;
    }

    /** The activity. */
    Activity activity() {
        return activity;
    }

    /** Sets the activity, for a driver that needs no command for it. */
    void let(Activity to) {
        activity = to;
    }

    /** Has a guest set up the device; a stopped device does not answer the guest. */
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

    /** Makes commands fail after a number of others. */
    void fail(int after, int many) {
        skip = after;
        times = many;
    }

    /** The number of commands that have failed by {@link #fail}. */
    long struck() {
        return struck;
    }

    /** Makes the next command, or another event that can, fail. */
    void failNext() {
        failsNext = true;
    }

    /** Whether an injected failure has not occurred yet. */
    boolean isToFail() {
        return failsNext;
    }

    /** Whether the current event fails. */
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

    /** The number of commands executed. */
    long commands() {
        return commands;
    }

    private static int checksum(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }
}
