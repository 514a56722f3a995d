package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device of a run, and what is known of it by now. */
final class Subject {
    final Side side;
    final VfioDevice device;
    final List<SessionFile> files = new ArrayList<>();
    MigrationState state = MigrationState.RUNNING;
    boolean optedIn;
    boolean closed;
    /** A reset was asked for that comes by itself. */
    boolean resetDue;
    /** It has come, and nobody has looked yet. */
    boolean wasReset;
    /** The next command is made to fail. */
    boolean failing;
    /** One has come. */
    boolean hasFailed;
    /** What a saving session has to bring, as long as the device is not run, reset or loaded. */
    byte @Nullable [] expected;
    /** The rule that says so. */
    String expectedBy = "";

    /** Since it was opened or reset no guest has set it up, and it was not loaded. */
    boolean unused = true;
    /** What such a device has saved. */
    byte @Nullable [] savedUnused;
    /** What the guest reads of a device that was opened; empty if that cannot be seen. */
    String viewAfterOpen = "";
    /** What it has to read once the device is loaded; empty if nothing is known. */
    String viewExpected = "";
    /** A guest has set the device up, and has not been disturbed since. */
    boolean guestWorks;
    /** What the guest has seen of the device at work. */
    Optional<String> seen = Optional.empty();
    /** The stream that the device has saved last, unless it has run since. */
    SessionFile.@Nullable Stream saved;
    /** Failures of the schedule that were noticed. */
    long struck;
    /** How long ago the state changed in PRE_COPY; negative if the counters have shown it, or it did not. */
    long changedNanos = -1;
    /** It does not load what the other device saves. */
    boolean unfit;
    /** It is of another personality than the other device. */
    boolean crossing;
    /** How many commands of the trace were looked at. */
    int commandsSeen;

    Subject(Side side, VfioDevice device) {
        this.side = side;
        this.device = device;
    }

    /** The file with that age, if it is still open. */
    Optional<SessionFile> file(int age) {
        int index = files.size() - 1 - age;
        return index < 0 || files.get(index).closed ? Optional.empty() : Optional.of(files.get(index));
    }

    /** The session that is open. */
    Optional<SessionFile> session() {
        return files.isEmpty() || files.get(files.size() - 1).ended()
                ? Optional.empty()
                : Optional.of(files.get(files.size() - 1));
    }

    void endSession(SessionFile.Standing how) {
        session().ifPresent(session -> session.end(how));
    }

    void forgetState() {
        expected = null;
        viewExpected = "";
        saved = null;
    }

    /** The state of the device changes. */
    void changed() {
        changedNanos = changedNanos < 0 && state == MigrationState.PRE_COPY ? 0 : changedNanos;
    }

    void passed(Duration delay) {
        changedNanos += changedNanos < 0 ? 0 : delay.toNanos();
    }
}
