package dev.vmig.conformance.kit;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file that a device returned, and what the contract says about it by now. */
final class SessionFile {
    /** How a session stands. */
    enum Standing {
        ALIVE,
        /** A write was refused; the state machine still has to end it. */
        FAILED,
        ENDED,
        ENDED_BY_RESET,
        ENDED_BY_CLOSE
    }

    /** Counters that nobody has asked for yet. */
    static final long UNKNOWN = -1;

    final DataFile file;
    final MigrationState openedIn;
    Standing standing = Standing.ALIVE;
    boolean closed;

    /** Something failed in the device meanwhile: nobody can tell how the session has taken it. */
    boolean faulted;
    /** A counter was not set, so that none of them is relied on. */
    boolean unset;

    /** Saving: what was read. */
    final Stream read = new Stream();
    /** Saving: bytes that the counters said there are, and which were not read since. */
    long owed = UNKNOWN;
    /** Saving: initial bytes at the last look. */
    long initial = UNKNOWN;

    /** Saving: bytes that were read since the counters were asked for. */
    long readSince;
    /** Saving: a read has found nothing for now. */
    boolean foundNothing;

    /** Resuming: what it is fed. */
    @Nullable
    Stream fed;
    /** Resuming: how much of that was taken. */
    int taken;
    /** Resuming: in how many writes. */
    int writes;
    /** Resuming: it was given bytes that are no stream, and took them. */
    boolean garbage;
    /** Resuming: a bit of the stream was changed. */
    boolean damaged;
    /** Resuming: behind the stream it was given the beginning of another. */
    boolean begunAgain;
    /** Resuming: how much of that. */
    int again;
    /** Saving: a read has found the end of the stream in the midst of a request. */
    boolean endedDuring;
    /** Resuming: it was given an image of no bytes. */
    boolean emptyImage;

    SessionFile(DataFile file, MigrationState openedIn) {
        this.file = file;
        this.openedIn = openedIn;
    }

    boolean saving() {
        return openedIn.inSavingGroup();
    }

    /** The answer to a call that a file of this direction does not have, if it is a saving one or not. */
    Optional<Errno> refusal(boolean ofSaving, Errno errno) {
        return saving() == ofSaving ? Optional.of(errno) : Optional.empty();
    }

    /** Resuming: the bytes that were taken. */
    byte[] written() {
        return fed == null ? new byte[0] : Arrays.copyOf(fed.bytes(), taken);
    }

    boolean ended() {
        return standing != Standing.ALIVE && standing != Standing.FAILED;
    }

    void end(Standing how) {
        if (!ended()) {
            standing = how;
        }
    }

    /** Bytes that were read from a saving session. */
    static final class Stream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        /** Whether its end was read, in STOP_COPY. */
        boolean whole;
        /** What the guest read when it was saved; empty if that could not be seen. */
        String view = "";
        /** Whether it may hold several images. */
        boolean preCopy;

        void append(byte[] from, int length) {
            bytes.write(from, 0, length);
        }

        int length() {
            return bytes.size();
        }

        byte[] bytes() {
            return bytes.toByteArray();
        }
    }
}
