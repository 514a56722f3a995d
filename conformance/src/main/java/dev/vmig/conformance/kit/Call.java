package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;
import java.util.Optional;

/**
 * A call of the uAPI, or something else that happens to a device.
 *
 * <p>Files are named by age: 0 is the file that the device returned last, 1 the one before. A call on a file that was never
 * returned, or has been closed, does nothing.
 */
public sealed interface Call {
    /** Whom it concerns. */
    Side side();

    /** Asks for a state, by any number. */
    record Request(Side side, int requested) implements Call {
        @Override
        public String toString() {
            Optional<MigrationState> state = MigrationState.of(requested);
            return side + ".setState(" + state.map(Enum::name).orElse(Integer.toUnsignedString(requested)) + ")";
        }
    }

    /** Asks which state the device is in. */
    record Look(Side side) implements Call {
        @Override
        public String toString() {
            return side + ".state()";
        }
    }

    /** Asks for the estimate of the stop-copy length. */
    record Length(Side side) implements Call {
        @Override
        public String toString() {
            return side + ".stopCopyLength()";
        }
    }

    /** Opts in to the second version of the pre-copy info. */
    record OptIn(Side side) implements Call {
        @Override
        public String toString() {
            return side + ".usePrecopyInfoV2()";
        }
    }

    /** Asks for the pre-copy counters. */
    record Info(Side side, int age) implements Call {
        @Override
        public String toString() {
            return file(side, age) + ".precopyInfo()";
        }
    }

    /** Reads once. */
    record Read(Side side, int age, int length) implements Call {
        @Override
        public String toString() {
            return file(side, age) + ".read(" + length + " bytes)";
        }
    }

    /** Reads the file returned last until there is nothing more, or nothing more for now. */
    record Drain(Side side, int chunk) implements Call {
        @Override
        public String toString() {
            return file(side, 0) + ".read(" + chunk + " bytes) until there are no more";
        }
    }

    /** Writes, once, what comes next of the stream that was read last. */
    record Write(Side side, int age, int length) implements Call {
        @Override
        public String toString() {
            return file(side, age) + ".write(next " + length + " bytes of the stream)";
        }
    }

    /** Writes all of the stream that was read last, and was not yet written. */
    record Fill(Side side, int chunk) implements Call {
        @Override
        public String toString() {
            return file(side, 0) + ".write(the rest of the stream, " + chunk + " bytes at a time)";
        }
    }

    /** Writes bytes that are no stream. */
    record Noise(Side side, int length) implements Call {
        @Override
        public String toString() {
            return file(side, 0) + ".write(" + length + " bytes that are no stream)";
        }
    }

    /**
     * Writes, between two records of the stream, one of a kind that no driver knows.
     *
     * @param optional whether it says of itself that it may be skipped
     * @param length bytes of its payload
     */
    record Unknown(Side side, boolean optional, int length) implements Call {
        @Override
        public String toString() {
            return file(side, 0) + ".write(an unknown " + (optional ? "optional" : "mandatory") + " record of " + length
                    + " bytes)";
        }
    }

    /** Writes, between two records of the stream, a header that claims more than there can be. */
    record Claim(Side side) implements Call {
        @Override
        public String toString() {
            return file(side, 0) + ".write(a header that claims too much)";
        }
    }

    /** Closes the file returned last. */
    record CloseFile(Side side) implements Call {
        @Override
        public String toString() {
            return file(side, 0) + ".close()";
        }
    }

    /** Closes the device; nothing can be asked of it any more. */
    record Close(Side side) implements Call {
        @Override
        public String toString() {
            return side + ".close()";
        }
    }

    /** Resets the device. */
    record Reset(Side side) implements Call {
        @Override
        public String toString() {
            return side + ".reset()";
        }
    }

    /** Resets the device as soon as so much time has passed, in the midst of a call if need be. */
    record ResetLater(Side side, int micros) implements Call {
        @Override
        public String toString() {
            return side + ".reset() in " + micros + " us from now";
        }
    }

    /** Lets time pass. */
    record Pass(Side side, int millis) implements Call {
        @Override
        public String toString() {
            return millis + " ms pass";
        }
    }

    /** A guest sets the device up. */
    record SetUp(Side side) implements Call {
        @Override
        public String toString() {
            return "the guest sets " + side + " up";
        }
    }

    /** The next command to the device fails. */
    record Fail(Side side) implements Call {
        @Override
        public String toString() {
            return "the next command to " + side + " fails";
        }
    }

    private static String file(Side side, int age) {
        return side + (age == 0 ? ".file" : ".file before");
    }
}
