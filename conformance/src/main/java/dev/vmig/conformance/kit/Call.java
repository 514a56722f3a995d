package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;
import java.time.Duration;

/**
 * A step of a script: a call of the uAPI, or an event that happens to a device.
 *
 * <p>Data files are named by age: 0 is the file that the device returned last, 1 the one before. A call on a file that was
 * never returned, or has been closed, does nothing.
 *
 * @param kind which call
 * @param side the device that it is made on
 * @param amount requested state, length in bytes, delay in nanoseconds or count; 0 if the call takes none
 * @param count age of the data file, or a second number; 0 if the call takes none
 */
public record Call(Kind kind, Side side, long amount, int count) {
    /** The kinds of calls and events. */
    public enum Kind {
        /**
         * Opens the devices as other personalities: {@link #amount} is the index of the source's, {@link #count} of the
         * target's. Only the first call of a script may be one.
         */
        OPEN_AS,
        /** VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE, SET; {@link #amount} is any 32-bit number. */
        SET_STATE,
        /** VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE, GET. */
        GET_STATE,
        /** VFIO_DEVICE_FEATURE_MIG_DATA_SIZE. */
        DATA_SIZE,
        /** VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2. */
        PRECOPY_V2,
        /** VFIO_MIG_GET_PRECOPY_INFO. */
        PRECOPY_INFO,
        /** Reads once. */
        READ,
        /** Reads {@link #count} bytes after a delay, during another call if one is in progress. */
        READ_LATER,
        /** Reads to the end of the stream, or to its temporary end in PRE_COPY. */
        DRAIN,
        /** Writes the next bytes of the stream that was read last, in one write. */
        WRITE,
        /** Writes the rest of the stream that was read last. */
        FILL,
        /** Writes the rest of the stream and its first bytes once more, in one write. */
        WRITE_AND_BEGIN_AGAIN,
        /** Writes the rest of the second copy that WRITE_AND_BEGIN_AGAIN began. */
        FINISH_AGAIN,
        /** Writes the rest of the stream and garbage, in one write. */
        WRITE_AND_GARBAGE,
        /** Writes the stream with one bit changed; {@link #amount} is the byte, {@link #count} the bit. */
        WRITE_DAMAGED,
        /** Writes garbage: bytes that form no record. */
        WRITE_GARBAGE,
        /** Writes, between two records, an unknown optional record. */
        WRITE_OPTIONAL_RECORD,
        /** Writes, between two records, the first bytes of an unknown optional record. */
        WRITE_CUT_RECORD,
        /** Writes, between two records, a record with an empty image. */
        WRITE_EMPTY_IMAGE,
        /** Writes, between two records, an unknown mandatory record. */
        WRITE_MANDATORY_RECORD,
        /** Writes, between two records, a header whose record_size exceeds any memory. */
        WRITE_OVERSIZED_HEADER,
        /** Closes the data file. */
        CLOSE_FILE,
        /** Closes the device. No further call is made on it. */
        CLOSE,
        /** VFIO_DEVICE_RESET. */
        RESET,
        /** VFIO_DEVICE_RESET after a delay, during another call if one is in progress. */
        RESET_LATER,
        /** Lets time pass. */
        PASS,
        /** The guest's driver sets the device up. */
        SET_UP,
        /** The guest submits work to the device; {@link #count} is 1 if the work reconfigures the device. */
        WORK,
        /** The guest moves from this stopped device to the other one. */
        MOVE_GUEST,
        /** The guest and its device run until no work is left. */
        FINISH_WORK,
        /** The next command to the device fails. */
        FAIL,
        /** After {@link #amount} commands, {@link #count} commands fail; 0 ends the schedule. */
        FAIL_LATER,
        /** A case of calls byte by byte; {@link #amount} is its number, below {@link #UAPI_CASES}. */
        UAPI,
        /**
         * Two calls by two threads on new devices, {@link #count} times; {@link #amount} is their number, below {@link
         * #RACES}.
         */
        RACE
    }

    /** The number of cases of {@link Kind#UAPI}. */
    public static final int UAPI_CASES = UapiStep.CASES.size();
    /** The number of pairs of {@link Kind#RACE}. */
    public static final int RACES = Race.ALL.size();

    private static final int NANOS_PER_MICRO = 1_000;
    private static final int NANOS_PER_MILLI = 1_000_000;

    /** A call without arguments, on the device or on its latest data file. */
    public static Call of(Kind kind, Side side) {
        return new Call(kind, side, 0, 0);
    }

    /** A call with an amount, on the device or on its latest data file. */
    public static Call of(Kind kind, Side side, long amount) {
        return new Call(kind, side, amount, 0);
    }

    /** A request for a state; the number need not be a valid state. */
    public static Call request(Side side, int state) {
        return of(Kind.SET_STATE, side, state);
    }

    /** The delay of a reset, or the time that passes. */
    public Duration delay() {
        return Duration.ofNanos(amount);
    }

    /** The age of the call's data file; 0 for calls on the device. */
    int age() {
        return kind == Kind.READ || kind == Kind.WRITE || kind == Kind.PRECOPY_INFO ? count : 0;
    }

    /** The requested state, or the length in bytes. */
    public int number() {
        return (int) amount;
    }

    @Override
    public String toString() {
        String file = side + (age() == 0 ? ".file" : ".file before");
        return switch (kind) {
            case OPEN_AS -> "source is opened as personality " + amount + ", target as personality " + count;
            case READ_LATER -> file + ".read(" + count + " bytes) in " + amount / NANOS_PER_MICRO + " us from now";
            case FINISH_AGAIN -> file + ".write(the rest of the second copy)";
            case WRITE_CUT_RECORD -> file + ".write(the first " + amount + " bytes of an unknown optional record)";
            case WRITE_EMPTY_IMAGE -> file + ".write(a record with an empty image)";
            case SET_STATE -> side + ".setState(" + stateName() + ")";
            case GET_STATE -> side + ".state()";
            case DATA_SIZE -> side + ".stopCopyLength()";
            case PRECOPY_V2 -> side + ".usePrecopyInfoV2()";
            case PRECOPY_INFO -> file + ".precopyInfo()";
            case READ -> file + ".read(" + amount + " bytes)";
            case DRAIN -> file + ".read(" + amount + " bytes) until the stream ends";
            case WRITE -> file + ".write(next " + amount + " bytes of the stream)";
            case FILL -> file + ".write(the rest of the stream, " + amount + " bytes at a time)";
            case WRITE_AND_BEGIN_AGAIN ->
                file + ".write(the rest of the stream and its first " + amount + " bytes again)";
            case WRITE_AND_GARBAGE -> file + ".write(the rest of the stream and " + amount + " bytes of garbage)";
            case WRITE_DAMAGED -> file + ".write(the stream, byte " + amount + " with bit " + count + " changed)";
            case WRITE_GARBAGE -> file + ".write(" + amount + " bytes of garbage)";
            case WRITE_OPTIONAL_RECORD -> file + ".write(an unknown optional record of " + amount + " bytes)";
            case WRITE_MANDATORY_RECORD -> file + ".write(an unknown mandatory record of " + amount + " bytes)";
            case WRITE_OVERSIZED_HEADER -> file + ".write(a header with an oversized record_size)";
            case CLOSE_FILE -> file + ".close()";
            case CLOSE -> side + ".close()";
            case RESET -> side + ".reset()";
            case RESET_LATER -> side + ".reset() in " + amount / NANOS_PER_MICRO + " us from now";
            case PASS -> amount / NANOS_PER_MILLI + " ms pass";
            case SET_UP -> "the guest sets " + side + " up";
            case WORK -> "the guest submits work to " + side + (count > 0 ? " and reconfigures it" : "");
            case MOVE_GUEST -> "the guest moves from " + side + " to " + side.other();
            case FINISH_WORK -> "the guest of " + side + " finishes its work";
            case FAIL_LATER -> failures();
            case UAPI -> side + ": " + UapiStep.CASES.get(number() % UAPI_CASES).words();
            case RACE -> Race.ALL.get(number() % RACES) + ", " + count + " times";
            case FAIL -> "the next command to " + side + " fails";
        };
    }

    private String failures() {
        if (count == 0) {
            return "no further command to " + side + " fails";
        }
        String which = amount == 0 ? "the next" : "after " + amount + " commands the next";
        return which
                + (count == 1 ? " command to " : " " + count + " commands to ")
                + side
                + (count == 1 ? " fails" : " fail");
    }

    private String stateName() {
        return MigrationState.of(number()).map(Enum::name).orElse(Integer.toUnsignedString(number()));
    }
}
