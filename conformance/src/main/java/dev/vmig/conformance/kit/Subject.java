package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A device of a run, and what the run knows of it. */
final class Subject {
    final Side side;
    final VfioDevice device;
    final List<SessionFile> files = new ArrayList<>();
    MigrationState state = MigrationState.RUNNING;
    boolean optedIn;
    boolean closed;
    /** A delayed reset is due. */
    boolean resetDue;
    /** The delayed reset has occurred, and the state was not read since. */
    boolean wasReset;
    /** A failure is injected for the next command. */
    boolean failing;
    /** A failure has occurred. */
    boolean hasFailed;
    /** The bytes that a saving session has to deliver, until the device runs, is reset or is loaded. */
    byte @Nullable [] expected;
    /** The rule that requires them. */
    String expectedBy = "";

    /** The device was neither set up by a guest nor loaded since it was opened or reset. */
    boolean unused = true;
    /** The bytes that an unused device has saved. */
    byte @Nullable [] savedUnused;
    /** The registers after open; empty if not observable. */
    String viewAfterOpen = "";
    /** The registers required once the device is loaded; empty if unknown. */
    String viewExpected = "";
    /** A guest has set the device up, and nothing has disturbed it since. */
    boolean guestWorks;
    /** Behaviour of the working device as the guest last observed it. */
    Optional<String> seen = Optional.empty();
    /** The stream that the device saved last, unless it has run since. */
    SessionFile.@Nullable Stream saved;
    /** The number of scheduled failures already noted. */
    long struck;
    /** Time since the state changed in PRE_COPY; negative if it did not, or the counters have shown it. */
    long changedNanos = -1;
    /** The device does not load the other device's stream. */
    boolean unfit;
    /** The devices are of different personalities. */
    boolean crossing;
    /** The number of commands of the trace already checked. */
    int commandsSeen;

    Subject(Side side, VfioDevice device) {
        this.side = side;
        this.device = device;
    }

    /** The file of that age, if open. */
    Optional<SessionFile> file(int age) {
        int index = files.size() - 1 - age;
        return index < 0 || files.get(index).closed ? Optional.empty() : Optional.of(files.get(index));
    }

    /** The open session. */
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

    /** Notes that the device state changes. */
    void changed() {
        changedNanos = changedNanos < 0 && state == MigrationState.PRE_COPY ? 0 : changedNanos;
    }

    void passed(Duration delay) {
        changedNanos += changedNanos < 0 ? 0 : delay.toNanos();
    }
}
