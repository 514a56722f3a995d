package dev.vmig.conformance.kit;

import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
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
    }
}
