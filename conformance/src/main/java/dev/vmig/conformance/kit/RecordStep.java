package dev.vmig.conformance.kit;

import dev.vmig.fsm.Errno;
import java.util.Arrays;
import java.util.Optional;

/** Writes records with chosen contents between those that another device saved. */
final class RecordStep {
    /** A size that exceeds any memory. */
    private static final long ALL_ONES = -1;

    private final Context context;
    private final WriteStep writes;

    RecordStep(Context context, WriteStep writes) {
        this.context = context;
        this.writes = writes;
    }

    /** Writes an unknown optional record, and checks in the middle of it what the driver has kept. */
    void optional(Subject subject, SessionFile file, int length) {
        format(file).ifPresent(format -> {
            byte[] record = format.unknown(true, length);
            int most = record.length - length / 2;
            if (skipped(subject, file, Arrays.copyOfRange(record, 0, most))) {
                checkNothingKept(subject);
                skipped(subject, file, Arrays.copyOfRange(record, most, record.length));
            }
        });
    }

    /** Writes an unknown mandatory record. */
    void mandatory(Subject subject, SessionFile file, int length) {
        format(file).ifPresent(format -> {
            Answer<Integer> answer = writes.give(subject, file, format.unknown(false, length));
            refused(subject, file, answer, "VMIG-STR-013", answer.is(Errno.EOPNOTSUPP), Errno.EOPNOTSUPP);
        });
    }

    /** Writes the beginning of an unknown optional record, so that the stream is incomplete. */
    void cut(Subject subject, SessionFile file, int bytes) {
        format(file).ifPresent(format -> {
            byte[] record = format.unknown(true, bytes);
            if (skipped(subject, file, Arrays.copyOf(record, bytes))) {
                file.begunAgain = true;
            }
        });
    }

    /** Writes an empty image. The write or RESUMING→STOP refuses it. */
    void empty(Subject subject, SessionFile file) {
        format(file).ifPresent(format -> {
            Answer<Integer> answer = writes.give(subject, file, format.imageHeader(0));
            if (subject.wasReset) {
                return;
            }
            if (answer.ok()) {
                file.emptyImage = true;
            } else {
                file.standing = SessionFile.Standing.FAILED;
                context.check("VMIG-ERR-011", !answer.is(Errno.ENODEV), answer, "any errno but ENODEV");
            }
        });
    }

    /** Writes a header whose record_size exceeds any memory. */
    void oversized(Subject subject, SessionFile file) {
        format(file).ifPresent(format -> {
            Answer<Integer> answer = writes.give(subject, file, format.imageHeader(ALL_ONES));
            refused(subject, file, answer, "VMIG-ERR-009", !answer.ok(), "any errno");
        });
    }

    /** Writes bytes that the driver has to skip; whether it took all of them. */
    private boolean skipped(Subject subject, SessionFile file, byte[] bytes) {
        int taken = 0;
        while (taken < bytes.length && !context.isOver() && !subject.wasReset) {
            Answer<Integer> answer = writes.give(subject, file, Arrays.copyOfRange(bytes, taken, bytes.length));
            if (subject.wasReset) {
                return false;
            }
            int left = bytes.length - taken;
            context.check("VMIG-STR-011", answer.ok(), answer, "1 to " + left);
            if (!answer.ok()) {
                file.standing = SessionFile.Standing.FAILED;
                return false;
            }
            if (!writes.hasTakenSome(file, answer, left)) {
                return false;
            }
            taken += answer.get();
        }
        return taken == bytes.length;
    }

    private void checkNothingKept(Subject subject) {
        context.bench.ports().ledger().ifPresent(ledger -> {
            long kept = ledger.held(subject.side).bytes();
            context.check("VMIG-STR-012", kept == 0, kept + " bytes kept", "none");
        });
    }

    private void refused(
            Subject subject, SessionFile file, Answer<?> answer, String rule, boolean right, Object allowed) {
        if (subject.wasReset) {
            return;
        }
        context.check(rule, right, answer, allowed);
        if (answer.ok()) {
            file.garbage = true;
        } else {
            file.standing = SessionFile.Standing.FAILED;
        }
    }

    /** The layout of the stream, if the file accepts writes and its position is between two records. */
    private Optional<StreamFormat> format(SessionFile file) {
        return context.bench
                .ports()
                .format()
                .filter(format ->
                        WriteStep.takes(file) && !file.garbage && (file.fed == null || format.isWhole(file.written())));
    }
}
