package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Trait;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads of a data file. */
final class ReadStep {
    /** More reads than any stream takes. */
    private static final int MANY = 1 << 16;
    /** Bound on the polls for bytes that a read has answered with EAGAIN. */
    private static final int WAITS = 1_000;

    private static final Duration WAIT = Duration.ofMillis(1);

    private final Context context;

    ReadStep(Context context) {
        this.context = context;
    }

    /** Reads to the end of the stream. Bytes after the end are reported once; they need not end. */
    void drain(Subject subject, SessionFile file, int chunk) {
        int reads = 0;
        while (reads < MANY && !context.isOver() && read(subject, file, chunk) > 0 && !file.read.whole) {
            reads++;
        }
    }

    /** Reads once and returns the number of bytes, 0 if the read failed. */
    int read(Subject subject, SessionFile file, int length) {
        byte[] buffer = new byte[length];
        long commands = context.commands(subject);
        Answer<Integer> answer = context.ask(() -> file.file.read(buffer, 0, length));
        for (int waits = 0; waits < WAITS && answer.is(Errno.EAGAIN) && mayWait() && !subject.wasReset; waits++) {
            context.bench.ports().scheduler().ifPresent(time -> time.pass(WAIT));
            answer = context.ask(() -> file.file.read(buffer, 0, length));
        }
        if (subject.wasReset) {
            return 0;
        }
        if (file.ended()) {
            boolean byReset = file.standing == SessionFile.Standing.ENDED_BY_RESET;
            String rule = byReset ? "VMIG-RST-002" : "VMIG-SES-001";
            Run.checkEnded(context, subject, file, rule, file.refusal(false, Errno.EBADF), answer, commands);
            return 0;
        }
        if (!file.saving()) {
            if (file.standing == SessionFile.Standing.ALIVE) {
                context.check("VMIG-SES-005", answer.is(Errno.EBADF), answer, Errno.EBADF);
            }
            return 0;
        }
        file.faulted |= context.hasFailed(subject);
        if (file.faulted) {
            file.owed = SessionFile.UNKNOWN;
            if (!answer.ok()) {
                return 0;
            }
        }
        context.check("VMIG-SES-010", !answer.is(Errno.ENODEV), answer, "anything but ENODEV");
        if (answer.is(Errno.ENODEV)) {
            return 0;
        }
        if (length == 0) {
            context.check("VMIG-STR-005", answer.ok() && answer.get() == 0, answer, 0);
            return 0;
        }
        if (!answer.ok()) {
            context.check("VMIG-STR-004", answer.is(Errno.ENOMSG), answer, "bytes, the end of the stream or ENOMSG");
            nothing(subject, file, answer);
            return 0;
        }
        int count = answer.get();
        context.check("VMIG-STR-004", count >= 0 && count <= length, count, "at most " + length);
        if (count == 0) {
            nothing(subject, file, answer);
        } else if (count > 0 && count <= length) {
            some(subject, file, buffer, count);
            if (count < length) {
                checkWhole(file);
            }
        }
        return context.isOver() ? 0 : count;
    }

    private boolean mayWait() {
        return context.shape.traits().contains(Trait.READS_WAIT);
    }

    void some(Subject subject, SessionFile file, byte[] buffer, int count) {
        if (file.endedDuring) {
            context.check("VMIG-STR-016", false, count + " bytes after the end that a read had found", "0");
        }
        context.check("VMIG-STR-001", !file.read.whole, count + " bytes after the end", 0);
        file.read.append(buffer, count);
        file.readSince += count;
        if (file.owed != SessionFile.UNKNOWN) {
            file.owed -= count;
            if (subject.state != MigrationState.STOP_COPY) {
                context.check("VMIG-CNT-001", file.owed >= 0, -file.owed + " bytes more", "what the counters said");
            }
            file.owed = Math.max(0, file.owed);
        }
    }

    /** Checks that the last record is complete at the end of the stream. */
    private void checkWhole(SessionFile file) {
        context.bench.ports().format().ifPresent(format -> {
            byte[] bytes = file.read.bytes();
            boolean whole = format.isWhole(bytes);
            context.check("VMIG-STR-015", whole, bytes.length + " bytes, the last record incomplete", "whole records");
            if (whole) {
                String objection = format.objection(bytes).orElse("");
                context.check("VMIG-STR-014", objection.isEmpty(), objection, "images as the device returned them");
            }
        });
    }

    /** Judges a read that found nothing: the end of the stream, or its temporary end. */
    private void nothing(Subject subject, SessionFile file, Answer<Integer> answer) {
        boolean end = answer.ok();
        if (subject.state != MigrationState.STOP_COPY) {
            context.check("VMIG-STR-002", !end, answer, Errno.ENOMSG);
            file.foundNothing |= answer.is(Errno.ENOMSG);
            if (file.owed != SessionFile.UNKNOWN) {
                context.check("VMIG-CNT-001", file.owed == 0, file.owed + " bytes fewer", "what the counters said");
                file.owed = file.owed == 0 ? 0 : SessionFile.UNKNOWN;
            }
            return;
        }
        context.check("VMIG-STR-003", end, answer, 0);
        context.check("VMIG-STR-007", file.read.length() > 0, "an empty stream", "a state");
        if (file.owed != SessionFile.UNKNOWN) {
            context.check("VMIG-CNT-007", file.owed == 0, file.owed + " bytes fewer", "what was unread before");
        }
        if (end && !file.read.whole) {
            file.read.whole = true;
            context.check("VMIG-STR-001", true, answer, 0);
            compare(subject, file.read);
        }
    }

    private void compare(Subject subject, SessionFile.Stream stream) {
        stream.view = context.view(subject);
        subject.saved = stream;
        compareWithGuest(stream);
        if (stream.preCopy) {
            return;
        }
        byte[] bytes = stream.bytes();
        if (subject.expected != null && mayCompare(subject, subject.expected, bytes)) {
            compare(subject.expectedBy, subject.expected, bytes);
        }
        if (subject.unused && subject.savedUnused == null) {
            subject.savedUnused = bytes;
        } else if (subject.unused) {
            compare("VMIG-RST-006", subject.savedUnused, bytes);
        }
        subject.expected = bytes;
        subject.expectedBy = "VMIG-STR-006";
    }

    /** What driver and device lay out alike, and not as the format has it, shows nowhere else. */
    private void compareWithGuest(SessionFile.Stream stream) {
        if (context.shape.traits().contains(Trait.VALUES_IN_STREAM) && !stream.view.isEmpty()) {
            context.bench.ports().format().ifPresent(format -> {
                byte[] bytes = stream.bytes();
                if (format.isWhole(bytes) && format.objection(bytes).isEmpty()) {
                    String found = format.contradiction(bytes, stream.view).orElse("");
                    context.check("VMIG-STR-017", found.isEmpty(), found, "the values that the guest reads");
                }
            });
        }
    }

    private void compare(String rule, byte @Nullable [] expected, byte[] bytes) {
        int differ = Arrays.mismatch(bytes, Objects.requireNonNull(expected));
        context.check(
                rule,
                differ < 0,
                bytes.length + " bytes that differ at byte " + differ,
                "the same " + expected.length + " bytes");
    }

    /** A device may accept a damaged stream if the damaged byte is a hint or reserved, and so ignored. */
    private boolean mayCompare(Subject subject, byte[] expected, byte[] bytes) {
        int differ = Arrays.mismatch(bytes, expected);
        if (!subject.expectedBy.equals("VMIG-MIG-011") || differ < 0) {
            return true;
        }
        boolean ignored = context.bench
                .ports()
                .format()
                .map(format -> format.mayIgnore(expected, differ))
                .orElse(context.shape.traits().contains(Trait.IGNORES_SOME_BITS));
        return !ignored;
    }
}
