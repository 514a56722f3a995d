package dev.vmig.conformance.kit;

import dev.vmig.fsm.Errno;
import java.util.Arrays;

/** Writes into a data file. */
final class WriteStep {
    /** No size, and no kind of record, that a driver knows. */
    private static final byte GARBAGE = 0x5a;

    private final Context context;

    WriteStep(Context context) {
        this.context = context;
    }

    void fill(Subject subject, SessionFile file, int chunk) {
        while (write(subject, file, chunk) > 0) {
            // All is in the condition.
        }
    }

    /** Writes once; how many bytes were taken, 0 if it failed or there were none. */
    int write(Subject subject, SessionFile file, int length) {
        SessionFile.Stream stream = file.fed == null ? context.stream : file.fed;
        int count = Math.min(length, stream.length() - file.taken);
        if (count == 0 || context.isOver()) {
            return 0;
        }
        byte[] bytes = Arrays.copyOfRange(stream.bytes(), file.taken, file.taken + count);
        long commands = context.commands(subject);
        Answer<Integer> answer = give(subject, file, bytes);
        if (!takes(file)) {
            return 0;
        }
        file.fed = stream;
        if (subject.wasReset) {
            return 0;
        }
        file.faulted |= context.hasFailed(subject);
        if (!file.garbage && !file.faulted) {
            context.checkClaim(subject, "VMIG-MIG-001", answer, "write");
        }
        if (!answer.ok()) {
            file.standing = SessionFile.Standing.FAILED;
            return 0;
        }
        boolean some = answer.get() > 0 && answer.get() <= count;
        context.check("VMIG-STR-008", some, answer.get(), "1 to " + count);
        file.taken += some ? answer.get() : 0;
        file.writes++;
        if (some && !file.garbage) {
            takesEffect(subject, file, context.commands(subject) - commands);
        }
        return context.isOver() ? 0 : answer.get();
    }

    /** A record whose last byte was written is the device's. */
    private void takesEffect(Subject subject, SessionFile file, long sent) {
        Ports ports = context.bench.ports();
        if (ports.log().isPresent()
                && ports.format()
                        .filter(format -> format.isWhole(file.written()))
                        .isPresent()) {
            context.check("VMIG-ERR-009", subject.wasReset || sent > 0, "no command", "the record takes effect");
        }
    }

    void garbage(Subject subject, SessionFile file, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, GARBAGE);
        Answer<Integer> answer = give(subject, file, bytes);
        if (takes(file)) {
            file.garbage = answer.ok();
            if (!answer.ok()) {
                context.check("VMIG-ERR-008", !answer.is(Errno.ENODEV), answer, "any errno but ENODEV");
                file.standing = SessionFile.Standing.FAILED;
            }
        }
    }

    static boolean takes(SessionFile file) {
        return !file.saving() && file.standing == SessionFile.Standing.ALIVE;
    }

    Answer<Integer> give(Subject subject, SessionFile file, byte[] bytes) {
        long commands = context.commands(subject);
        Answer<Integer> answer = context.ask(() -> file.file.write(bytes, 0, bytes.length));
        if (file.ended()) {
            Run.checkEnded(context, subject, "VMIG-SES-002", answer, commands);
        } else if (file.saving() && !file.faulted) {
            context.check("VMIG-SES-006", answer.is(Errno.EBADF), answer, Errno.EBADF);
        } else if (file.standing == SessionFile.Standing.FAILED) {
            context.check("VMIG-ERR-005", answer.is(Errno.ENODEV), answer, Errno.ENODEV);
        }
        return answer;
    }
}
