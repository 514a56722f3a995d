package dev.vmig.conformance.kit;

import dev.vmig.fsm.Errno;
import java.util.Arrays;
import java.util.Objects;
import org.apache.commons.lang3.ArrayUtils;

/** Writes into a data file. */
final class WriteStep {
    /** Garbage bytes form no size and no record kind that a driver knows. */
    private static final byte GARBAGE = 0x5a;

    private final Context context;

    WriteStep(Context context) {
        this.context = context;
    }

    void fill(Subject subject, SessionFile file, int chunk) {
        while (write(subject, file, chunk) > 0) {
            // The condition does all the work.
        }
    }

    /** Writes once and returns the number of accepted bytes, 0 if the write failed or nothing is left to write. */
    int write(Subject subject, SessionFile file, int length) {
        SessionFile.Stream stream = file.fed == null ? context.stream : file.fed;
        int count = Math.min(length, stream.length() - file.taken);
        if (count == 0 || file.begunAgain || context.isOver()) {
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
        if (!file.garbage && !file.damaged && !file.begunAgain && !file.faulted && !subject.unfit) {
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

    /** Checks that a record takes effect when its last byte is written. */
    private void takesEffect(Subject subject, SessionFile file, long sent) {
        Ports ports = context.bench.ports();
        if (ports.log().isPresent()
                && ports.format()
                        .filter(format -> format.isWhole(file.written()))
                        .isPresent()) {
            context.check("VMIG-ERR-009", subject.wasReset || sent > 0, "no command", "the record takes effect");
        }
    }

    /**
     * Writes the rest of the stream and its first bytes again, in one write; a negative length omits that many bytes at
     * the end.
     */
    void andBeginAgain(Subject subject, SessionFile file, int length) {
        byte[] bytes = (file.fed == null ? context.stream : file.fed).bytes();
        int some = length < 0 ? bytes.length + length : length;
        // Only a known layout tells that other prefixes are not complete records.
        boolean cut = some == 1
                || some == bytes.length - 1
                || context.bench.ports().format().isPresent();
        if (cut && some > 0 && some < bytes.length) {
            andMore(subject, file, Arrays.copyOf(bytes, some));
            file.again = some;
        }
    }

    /**
     * Writes the rest of the second copy, if the layout is known: a second image replaces the first as soon as it is
     * complete.
     */
    void finishAgain(Subject subject, SessionFile file) {
        boolean begun = takes(file) && file.begunAgain && file.again > 0 && !file.garbage && !file.faulted;
        if (!begun || context.bench.ports().format().isEmpty()) {
            return;
        }
        byte[] bytes = Objects.requireNonNull(file.fed).bytes();
        while (file.again < bytes.length && takes(file) && !context.isOver()) {
            Answer<Integer> answer = give(subject, file, Arrays.copyOfRange(bytes, file.again, bytes.length));
            file.faulted |= context.hasFailed(subject);
            if (subject.wasReset) {
                return;
            }
            if (!file.faulted) {
                context.checkClaim(subject, "VMIG-MIG-001", answer, "write");
            }
            if (!answer.ok()) {
                file.standing = SessionFile.Standing.FAILED;
                return;
            }
            if (!hasTakenSome(file, answer, bytes.length - file.again)) {
                return;
            }
            file.again += answer.get();
        }
        file.begunAgain = false;
        file.taken = bytes.length;
    }

    /** Writes the rest of the stream and garbage, in one write. */
    void andGarbage(Subject subject, SessionFile file, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, GARBAGE);
        andMore(subject, file, bytes);
    }

    /** Repeats short writes until all bytes are accepted or refused. */
    private void andMore(Subject subject, SessionFile file, byte[] more) {
        SessionFile.Stream stream = file.fed == null ? context.stream : file.fed;
        if (!takes(file) || !stream.whole || stream.preCopy || file.garbage || file.damaged || context.isOver()) {
            return;
        }
        byte[] rest = Arrays.copyOfRange(stream.bytes(), file.taken, stream.length());
        byte[] all = ArrayUtils.addAll(rest, more);
        file.fed = stream;
        file.begunAgain = true;
        for (int taken = 0; taken < all.length && takes(file) && !context.isOver(); ) {
            Answer<Integer> answer = give(subject, file, Arrays.copyOfRange(all, taken, all.length));
            file.faulted |= context.hasFailed(subject);
            if (subject.wasReset) {
                return;
            }
            if (!answer.ok()) {
                file.standing = SessionFile.Standing.FAILED;
                return;
            }
            if (!hasTakenSome(file, answer, all.length - taken)) {
                return;
            }
            taken += answer.get();
        }
    }

    /** Whether the write made progress; otherwise the position in the stream is unknown. */
    boolean hasTakenSome(SessionFile file, Answer<Integer> answer, int offered) {
        boolean some = answer.get() > 0 && answer.get() <= offered;
        context.check("VMIG-STR-008", some, answer.get(), "1 to " + offered);
        file.faulted |= !some;
        return some;
    }

    /** Writes the stream with a changed bit, in one write. */
    void damaged(Subject subject, SessionFile file, int at, int bit) {
        SessionFile.Stream stream = context.stream;
        if (!takes(file) || file.fed != null || !stream.whole || stream.preCopy) {
            return;
        }
        byte[] bytes = stream.bytes();
        bytes[at % bytes.length] ^= (byte) (1 << bit % Byte.SIZE);
        SessionFile.Stream changed = new SessionFile.Stream();
        changed.append(bytes, bytes.length);
        changed.whole = true;
        file.damaged = true;
        Answer<Integer> answer = give(subject, file, bytes);
        file.faulted |= context.hasFailed(subject);
        if (subject.wasReset) {
            return;
        }
        if (!answer.ok()) {
            file.standing = SessionFile.Standing.FAILED;
        } else if (answer.get() == bytes.length) {
            file.fed = changed;
            file.taken = bytes.length;
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
            Run.checkEnded(context, subject, file, "VMIG-SES-002", file.refusal(true, Errno.EBADF), answer, commands);
        } else if (file.saving() && !file.faulted) {
            context.check("VMIG-SES-006", answer.is(Errno.EBADF), answer, Errno.EBADF);
        } else if (file.standing == SessionFile.Standing.FAILED) {
            context.check("VMIG-ERR-005", answer.is(Errno.ENODEV), answer, Errno.ENODEV);
        }
        return answer;
    }
}
