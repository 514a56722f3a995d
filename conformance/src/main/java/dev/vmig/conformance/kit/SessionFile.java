package dev.vmig.conformance.kit;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A data file that a device returned, and what the contract requires of it. */
final class SessionFile {
    /** The condition of a session. */
    enum Standing {
        ALIVE,
        /** A write was refused; the state machine has not ended the session yet. */
        FAILED,
        ENDED,
        ENDED_BY_RESET,
        ENDED_BY_CLOSE
    }

    /** Counters that were not read yet. */
    static final long UNKNOWN = -1;

    final DataFile file;
    final MigrationState openedIn;
    Standing standing = Standing.ALIVE;
    boolean closed;

    /** The device failed during the session; the effect on the session is unknown. */
    boolean faulted;
    /** A counter was not set, so that none of them is used. */
    boolean unset;

    /** Saving: the bytes that were read. */
    final Stream read = new Stream();
    /** Saving: bytes that the counters reported and that were not read since. */
    long owed = UNKNOWN;
    /** Saving: initial_bytes when last reported. */
    long initial = UNKNOWN;

    /** Saving: bytes read since the counters were last reported. */
    long readSince;
    /** Saving: a read has found the temporary end of the stream. */
    boolean foundNothing;

    /** Resuming: the stream that is written. */
    @Nullable
    Stream fed;
    /** Resuming: the number of its bytes that were accepted. */
    int taken;
    /** Resuming: the number of writes. */
    int writes;
    /** Resuming: garbage was written and accepted. */
    boolean garbage;
    /** Resuming: the stream had a changed bit. */
    boolean damaged;
    /** Resuming: after the stream the beginning of a second one was written. */
    boolean begunAgain;
    /** Resuming: the number of bytes of the second stream. */
    int again;
    /** Saving: a read during a request has found the end of the stream. */
    boolean endedDuring;
    /** Resuming: an empty image was written. */
    boolean emptyImage;

    SessionFile(DataFile file, MigrationState openedIn) {
        this.file = file;
        this.openedIn = openedIn;
    }

    boolean saving() {
        return openedIn.inSavingGroup();
    }

    /** The errno of a call that files of one direction refuse, if this file is of that direction. */
    Optional<Errno> refusal(boolean ofSaving, Errno errno) {
        return saving() == ofSaving ? Optional.of(errno) : Optional.empty();
    }

    /** Resuming: the bytes that were accepted. */
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

    /** The bytes read from a saving session. */
    static final class Stream {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        /** Whether a read in STOP_COPY has found its end. */
        boolean whole;
        /** The registers that the guest read when the device was saved; empty if not observable. */
        String view = "";
        /** Whether the stream may hold several images. */
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
