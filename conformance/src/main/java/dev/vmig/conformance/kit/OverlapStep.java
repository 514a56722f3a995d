package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Trait;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Reads during another call: the answer to each is that of a read before the call or after it. */
final class OverlapStep {
    /** A read with its answer, and what was known when it began. */
    private record Overlap(
            Subject subject, SessionFile file, MigrationState before, ByteBuffer buffer, Answer<Integer> answer) {}

    private final Context context;
    private final ReadStep reads;
    private final List<Overlap> overlaps = new ArrayList<>();

    OverlapStep(Context context, ReadStep reads) {
        this.context = context;
        this.reads = reads;
    }

    void later(Subject subject, Duration delay, int length) {
        if (context.shape.traits().contains(Trait.READS_DURING_REQUESTS)) {
            context.bench
                    .ports()
                    .scheduler()
                    .ifPresent(time -> time.after(
                            delay,
                            () -> subject.session()
                                    .filter(session -> session.saving() && !session.closed && !subject.closed)
                                    .ifPresent(session -> read(subject, session, length))));
        }
    }

    private void read(Subject subject, SessionFile session, int length) {
        byte[] buffer = new byte[length];
        Answer<Integer> answer = answer(session.file, buffer);
        overlaps.add(new Overlap(subject, session, subject.state, ByteBuffer.wrap(buffer), answer));
    }

    private static Answer<Integer> answer(DataFile file, byte[] buffer) {
        try {
            return new Answer<>(file.read(buffer, 0, buffer.length), null);
        } catch (ErrnoException e) {
            return new Answer<>(null, e.errno());
        }
    }

    /** Judges the reads that took place during the last call. */
    void settle() {
        List<Overlap> come = List.copyOf(overlaps);
        overlaps.clear();
        come.forEach(this::judge);
    }

    private void judge(Overlap overlap) {
        SessionFile file = overlap.file();
        Answer<Integer> answer = overlap.answer();
        if (file.faulted || overlap.subject().hasFailed || file.standing == SessionFile.Standing.ENDED_BY_RESET) {
            file.faulted = true;
            return;
        }
        MigrationState after = overlap.subject().state;
        boolean goesOn = isPreCopy(overlap.before()) || isPreCopy(after);
        boolean stops = overlap.before() == MigrationState.STOP_COPY || after == MigrationState.STOP_COPY;
        if (!answer.ok()) {
            boolean right = (answer.is(Errno.ENOMSG) && goesOn) || (answer.is(Errno.ENODEV) && file.ended());
            context.check("VMIG-STR-016", right, answer, "as before the request or after it");
            return;
        }
        int count = answer.get();
        boolean right =
                count == 0 ? stops : count > 0 && count <= overlap.buffer().capacity();
        context.check("VMIG-STR-016", right, answer, "as before the request or after it");
        if (count > 0 && right) {
            reads.some(overlap.subject(), file, overlap.buffer().array(), count);
        }
        file.endedDuring |= count == 0;
    }

    private static boolean isPreCopy(MigrationState state) {
        return state == MigrationState.PRE_COPY || state == MigrationState.PRE_COPY_P2P;
    }
}
