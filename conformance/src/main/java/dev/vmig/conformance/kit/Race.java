package dev.vmig.conformance.kit;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.List;

/**
 * Calls that two threads make at the same time.
 *
 * @param state of the device before both
 * @param first a call that some thread of a VMM makes in this state
 * @param times how often the thread makes it
 * @param second a call of another thread
 * @param timesOfSecond how often that thread makes it: once, unless the order decides about bytes only
 */
record Race(MigrationState state, Act first, int times, Act second, int timesOfSecond) {
    /**
     * A call of one of the threads.
     *
     * @param words for reports
     */
    record Act(String words, Step step) {}

    /** Makes a call and says how it was answered, without the bytes. */
    @FunctionalInterface
    interface Step {
        String on(RacingDevice device, RacingDevice.Caller caller) throws ErrnoException;
    }

    private static final int SOME = 8;
    private static final int MANY = 60;
    private static final Act READ = read(5);
    private static final Act READ_MORE = read(200);
    private static final Act INFO = new Act("precopyInfo()", (device, caller) -> {
        device.file().precopyInfo();
        return "counters";
    });
    private static final Act LENGTH = new Act("stopCopyLength()", (device, caller) -> {
        device.device().stopCopyLength();
        return "a length";
    });
    private static final Act STATE = new Act(
            "state()", (device, caller) -> String.valueOf(device.device().state()));

    /** All of them; those of PRE_COPY need the feature. */
    static final List<Race> ALL = List.of(
            new Race(STOP_COPY, READ, MANY, READ, MANY),
            of(STOP_COPY, READ_MORE, request(STOP)),
            of(STOP_COPY, READ, request(RUNNING)),
            of(STOP_COPY, READ, LENGTH),
            once(RESUMING, write(0), write(1)),
            once(RESUMING, write(1), request(STOP)),
            once(RESUMING, write(0), request(RUNNING)),
            once(RUNNING, request(STOP_COPY), request(RESUMING)),
            once(RUNNING, request(STOP), request(STOP_COPY)),
            once(RUNNING, request(STOP_COPY), request(STOP_COPY)),
            of(RUNNING, STATE, request(STOP_COPY)),
            once(STOP, request(RUNNING), request(RESUMING)),
            of(STOP, LENGTH, request(RUNNING)),
            new Race(PRE_COPY, READ, MANY, READ, MANY),
            of(PRE_COPY, READ_MORE, request(STOP_COPY)),
            of(PRE_COPY, READ, request(STOP_COPY)),
            of(PRE_COPY, READ, request(RUNNING)),
            new Race(PRE_COPY, READ, SOME, INFO, MANY),
            of(PRE_COPY, INFO, request(STOP_COPY)),
            once(PRE_COPY, request(STOP_COPY), request(RUNNING)));

    private static Race of(MigrationState state, Act first, Act second) {
        return new Race(state, first, SOME, second, 1);
    }

    private static Race once(MigrationState state, Act first, Act second) {
        return new Race(state, first, 1, second, 1);
    }

    boolean isPossible(FeatureSet features) {
        return features.supports(state);
    }

    @Override
    public String toString() {
        return words(first, times) + " and " + words(second, timesOfSecond) + " by two threads, in " + state;
    }

    private static String words(Act act, int times) {
        return times == 1 ? act.words : act.words + ", " + times + " times,";
    }

    private static Act read(int length) {
        return new Act("file.read(" + length + " bytes)", (device, caller) -> device.read(caller, length));
    }

    /** One half of a stream. */
    private static Act write(int half) {
        String which = half == 0 ? "first" : "second";
        return new Act("file.write(the " + which + " half of the stream)", (device, caller) -> device.write(half));
    }

    private static Act request(MigrationState state) {
        return new Act("setState(" + state + ")", (device, caller) -> device.request(caller, state));
    }
}
