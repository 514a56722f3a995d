package dev.vmig.conformance.kit;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.time.Duration;

/** One script, carried out on devices that have just been opened. */
final class Run {
    private final Context context;
    private final RequestStep requests;
    private final ReadStep reads;
    private final WriteStep writes;
    private final RecordStep records;
    private final InfoStep infos;
    private final ResetStep resets;

    private Run(Context context) {
        this.context = context;
        this.requests = new RequestStep(context);
        this.reads = new ReadStep(context);
        this.writes = new WriteStep(context);
        this.records = new RecordStep(context, writes);
        this.infos = new InfoStep(context);
        this.resets = new ResetStep(context);
    }

    /**
     * Carries it out, up to the first violation. A device may fail to answer a port, too.
     *
     * @return how many calls that took
     */
    static long of(Script script, Testee testee, long seed, Findings findings) {
        Context context = new Context(testee.shape(), testee.open(seed), findings, script.claim());
        Run run = new Run(context);
        try {
            run.opened(Side.SOURCE);
            run.opened(Side.TARGET);
            for (Call call : script.calls()) {
                if (context.isOver()) {
                    break;
                }
                run.step(call);
            }
        } catch (Context.LostException e) {
            // What it was lost for has been found.
        } catch (NoAnswerException e) {
            context.check("VMIG-FSM-013", false, "no answer: " + e.getMessage(), "any answer");
        }
        return context.calls();
    }

    private void opened(Side side) {
        Subject subject = context.subject(side);
        Answer<FeatureSet> offered = context.ask(subject.device::features);
        boolean declared = offered.ok() && offered.get().equals(context.features());
        context.check("VMIG-FSM-015", declared, offered, context.features());
        if (!offered.ok()) {
            throw new Context.LostException();
        }
        MigrationState state = context.look(subject);
        context.check("VMIG-FSM-001", state == MigrationState.RUNNING, state, MigrationState.RUNNING);
        subject.state = state;
    }

    private void step(Call call) {
        Subject subject = context.subject(call.side());
        if (subject.closed) {
            return;
        }
        if (call instanceof Call.Request request) {
            requests.request(subject, request.requested());
        } else if (call instanceof Call.Look) {
            settle(subject);
        } else if (call instanceof Call.Length) {
            length(subject);
        } else if (call instanceof Call.OptIn) {
            subject.optedIn = context.ask(() -> {
                        subject.device.usePrecopyInfoV2();
                        return true;
                    })
                    .ok();
        } else if (call instanceof Call.Info info) {
            subject.file(info.age()).ifPresent(file -> infos.info(subject, file));
        } else if (call instanceof Call.Read read) {
            subject.file(read.age()).ifPresent(file -> reads.read(subject, file, read.length()));
        } else if (call instanceof Call.Drain drain) {
            subject.file(0).ifPresent(file -> reads.drain(subject, file, drain.chunk()));
        } else if (call instanceof Call.Write write) {
            subject.file(write.age()).ifPresent(file -> writes.write(subject, file, write.length()));
        } else if (call instanceof Call.Fill fill) {
            subject.file(0).ifPresent(file -> writes.fill(subject, file, fill.chunk()));
        } else if (call instanceof Call.Noise noise) {
            subject.file(0).ifPresent(file -> writes.noise(subject, file, noise.length()));
        } else if (call instanceof Call.Unknown record) {
            subject.file(0).ifPresent(file -> records.unknown(subject, file, record.optional(), record.length()));
        } else if (call instanceof Call.Claim) {
            subject.file(0).ifPresent(file -> records.claim(subject, file));
        } else if (call instanceof Call.Close) {
            close(subject);
        } else if (call instanceof Call.CloseFile) {
            subject.file(0).ifPresent(file -> close(subject, file));
        } else if (call instanceof Call.Reset) {
            resets.reset(subject);
        } else if (call instanceof Call.ResetLater later) {
            resets.later(subject, Duration.ofNanos(later.micros() * 1_000L));
        } else if (call instanceof Call.Pass pass) {
            context.bench.ports().scheduler().ifPresent(time -> time.pass(Duration.ofMillis(pass.millis())));
        } else if (call instanceof Call.Fail) {
            context.bench.ports().faults().ifPresent(faults -> {
                faults.failNext(subject.side);
                subject.failing = true;
            });
        } else if (call instanceof Call.SetUp) {
            context.bench.ports().guest().ifPresent(guest -> guest.setUp(subject.side));
            subject.forgetState();
        } else {
            throw new AssertionError(call);
        }
        noteFailure(context.subject(Side.SOURCE));
        noteFailure(context.subject(Side.TARGET));
        resets.settle(context.subject(Side.SOURCE));
        resets.settle(context.subject(Side.TARGET));
    }

    /** A failure that came while time passed, or in a call to which it makes no difference, may have hit the session. */
    private boolean noteFailure(Subject subject) {
        boolean failed = context.hasFailed(subject);
        if (failed) {
            subject.session().ifPresent(session -> session.faulted = true);
        }
        return failed;
    }

    private void settle(Subject subject) {
        resets.settle(subject);
        unchanged(subject, "VMIG-FSM-012");
    }

    private void length(Subject subject) {
        Answer<Long> answer = context.ask(subject.device::stopCopyLength);
        if (subject.state != MigrationState.ERROR && !subject.wasReset && !noteFailure(subject)) {
            String rule = subject.hasFailed ? "VMIG-ERR-010" : "VMIG-STR-010";
            context.check(rule, answer.ok() && answer.get() >= 0, answer, "a number that is not negative");
            unchanged(subject, "VMIG-STR-010");
        }
    }

    /** The next to open the device will be told RUNNING. */
    private void close(Subject subject) {
        context.ask(() -> {
            subject.device.close();
            return true;
        });
        subject.closed = true;
        context.bench.ports().mode().ifPresent(mode -> {
            boolean runs = mode.runs(subject.side);
            context.check("VMIG-FSM-016", runs, runs ? "the device runs" : "the device is stopped", "the device runs");
        });
    }

    private void close(Subject subject, SessionFile file) {
        context.ask(() -> {
            file.file.close();
            return true;
        });
        file.closed = true;
        unchanged(subject, "VMIG-SES-008");
    }

    private void unchanged(Subject subject, String rule) {
        MigrationState now = context.look(subject);
        context.check(rule, now == subject.state, "state " + now, "state " + subject.state);
    }

    /** A file that does not belong to a session any more answers ENODEV, and asks the device nothing. */
    static void checkEnded(Context context, Subject subject, String rule, Answer<?> answer, long commandsBefore) {
        context.check(rule, answer.is(Errno.ENODEV), answer, Errno.ENODEV);
        long sent = context.commands(subject) - commandsBefore;
        context.check("VMIG-SES-004", sent == 0, sent + " commands", "no command");
    }
}
