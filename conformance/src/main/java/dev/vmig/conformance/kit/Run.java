package dev.vmig.conformance.kit;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Runs one script on newly opened devices. */
final class Run {
    private final Context context;
    private final RequestStep requests;
    private final ReadStep reads;
    private final WriteStep writes;
    private final RecordStep records;
    private final InfoStep infos;
    private final ResetStep resets;
    private final GuestStep guests;
    private final OverlapStep overlaps;
    private final RaceStep races;
    private int setUps;

    private Run(Context context, Supplier<Bench> fresh) {
        this.context = context;
        this.requests = new RequestStep(context);
        this.reads = new ReadStep(context);
        this.writes = new WriteStep(context);
        this.records = new RecordStep(context, writes);
        this.infos = new InfoStep(context);
        this.resets = new ResetStep(context);
        this.guests = new GuestStep(context);
        this.overlaps = new OverlapStep(context, reads);
        this.races = new RaceStep(context, fresh);
    }

    /**
     * Runs the script up to the first violation. A device may also fail to answer a port.
     *
     * @return the number of calls made
     */
    static long of(Script script, Testee testee, long seed, Findings findings) {
        Run run = opened(script, testee, seed, findings);
        Context context = run.context;
        try {
            run.opened(Side.SOURCE);
            run.opened(Side.TARGET);
            for (Call call : script.calls()) {
                if (context.isOver()) {
                    break;
                }
                findings.nextStep();
                run.attempt(call);
            }
        } catch (Context.LostException e) {
            // The violation that ended the run is recorded.
        } catch (NoAnswerException e) {
            context.check(Context.ANSWERS, false, "no answer: " + e.getMessage(), "any answer");
        }
        return context.calls();
    }

    /** Opens the devices of the script, of other personalities if its first call says so. */
    private static Run opened(Script script, Testee testee, long seed, Findings findings) {
        Bench bench = testee.open(seed);
        Optional<Call> other = script.calls().stream().findFirst().filter(call -> call.kind() == Call.Kind.OPEN_AS);
        Optional<Personalities> personalities = bench.ports().personalities().filter(all -> other.isPresent());
        if (personalities.isEmpty()) {
            return new Run(new Context(testee.shape(), bench, findings, script.claim()), () -> testee.open(seed));
        }
        List<String> names = personalities.get().names();
        String source = names.get(other.get().number() % names.size());
        String target = names.get(other.get().count() % names.size());
        Bench another = personalities.get().open(seed, source, target);
        Context context = new Context(testee.shape(), another, findings, script.claim());
        context.subject(Side.TARGET).crossing = !source.equals(target);
        context.subject(Side.TARGET).unfit = !personalities.get().loads(target, source);
        return new Run(context, () -> testee.open(seed));
    }

    private void opened(Side side) {
        Subject subject = context.subject(side);
        Answer<FeatureSet> offered = context.ask(subject.device::features);
        boolean declared = offered.ok() && offered.get().equals(context.features());
        context.check("VMIG-FSM-015", declared, offered, context.features());
        if (!offered.ok()) {
            throw new Context.LostException("VMIG-FSM-015");
        }
        MigrationState state = context.look(subject);
        context.check("VMIG-FSM-001", state == MigrationState.RUNNING, state, MigrationState.RUNNING);
        subject.state = state;
        guests.opened(subject);
    }

    /** Makes a call; a call that the protocol of the device lacks does nothing. */
    private void attempt(Call call) {
        try {
            step(call);
        } catch (NotInProtocolException e) {
            // The rules that need this call are not judged.
        }
    }

    private void step(Call call) {
        Subject subject = context.subject(call.side());
        if (subject.closed && !isOfFile(call)) {
            return;
        }
        switch (call.kind()) {
            case OPEN_AS -> {}
            case SET_STATE -> requests.request(subject, call.number());
            case GET_STATE -> settle(subject);
            case DATA_SIZE -> length(subject);
            case PRECOPY_V2 ->
                subject.optedIn = context.run(subject.device::usePrecopyInfoV2).ok();
            case CLOSE -> close(subject);
            case RESET -> resets.reset(subject);
            case RESET_LATER -> resets.later(subject, call.delay());
            case READ_LATER -> overlaps.later(subject, call.delay(), call.count());
            case PASS -> pass(call.delay());
            case SET_UP -> guests.setUp(subject, setUps++);
            case WORK -> guests.work(subject, call.count() > 0);
            case MOVE_GUEST -> guests.move(subject);
            case FINISH_WORK -> guests.finish(subject);
            case UAPI -> UapiStep.run(context, subject.side, call.number());
            case RACE -> races.run(Race.ALL.get(call.number() % Call.RACES), call.count());
            case FAIL -> fail(subject);
            case FAIL_LATER ->
                context.bench
                        .ports()
                        .schedule()
                        .ifPresent(schedule -> schedule.fail(subject.side, call.number(), call.count()));
            default -> subject.file(call.age()).ifPresent(file -> step(subject, file, call));
        }
        noteFailure(context.subject(Side.SOURCE));
        noteFailure(context.subject(Side.TARGET));
        resets.settle(context.subject(Side.SOURCE));
        resets.settle(context.subject(Side.TARGET));
        overlaps.settle();
    }

    private static boolean isOfFile(Call call) {
        return switch (call.kind()) {
            case READ, WRITE, PRECOPY_INFO, CLOSE_FILE -> true;
            default -> false;
        };
    }

    private void step(Subject subject, SessionFile file, Call call) {
        switch (call.kind()) {
            case PRECOPY_INFO -> infos.info(subject, file);
            case READ -> reads.read(subject, file, call.number());
            case DRAIN -> reads.drain(subject, file, call.number());
            case WRITE -> writes.write(subject, file, call.number());
            case FILL -> writes.fill(subject, file, call.number());
            case WRITE_AND_BEGIN_AGAIN -> writes.andBeginAgain(subject, file, call.number());
            case FINISH_AGAIN -> writes.finishAgain(subject, file);
            case WRITE_AND_GARBAGE -> writes.andGarbage(subject, file, call.number());
            case WRITE_DAMAGED -> writes.damaged(subject, file, call.number(), call.count());
            case WRITE_GARBAGE -> writes.garbage(subject, file, call.number());
            case WRITE_OPTIONAL_RECORD -> records.optional(subject, file, call.number());
            case WRITE_CUT_RECORD -> records.cut(subject, file, call.number());
            case WRITE_EMPTY_IMAGE -> records.empty(subject, file);
            case WRITE_MANDATORY_RECORD -> records.mandatory(subject, file, call.number());
            case WRITE_OVERSIZED_HEADER -> records.oversized(subject, file);
            case CLOSE_FILE -> close(subject, file);
            default -> throw new AssertionError(call);
        }
    }

    private void pass(Duration delay) {
        context.bench.ports().scheduler().ifPresent(time -> {
            time.pass(delay);
            context.subject(Side.SOURCE).passed(delay);
            context.subject(Side.TARGET).passed(delay);
        });
    }

    private void fail(Subject subject) {
        context.bench.ports().faults().ifPresent(faults -> {
            faults.failNext(subject.side);
            subject.failing = true;
        });
    }

    /**
     * Notes a failure that occurred while time passed, or in a call that it does not concern: it may have hit the
     * session.
     */
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
            context.check(rule, answer.ok() && answer.get() >= 0, answer, "0 or more");
            unchanged(subject, "VMIG-STR-010");
            context.checkObjects(subject);
        }
    }

    /** After close the files of the session answer ENODEV, and the next open finds the device in RUNNING. */
    private void close(Subject subject) {
        context.run(subject.device::close);
        subject.closed = true;
        subject.endSession(SessionFile.Standing.ENDED_BY_CLOSE);
        context.checkHoldings(subject, "VMIG-SES-013");
        context.checkObjects(subject, "VMIG-SES-013");
        context.bench.ports().mode().ifPresent(mode -> {
            boolean runs = mode.runs(subject.side);
            context.check("VMIG-FSM-016", runs, runs ? "the device runs" : "the device is stopped", "the device runs");
        });
    }

    private void close(Subject subject, SessionFile file) {
        context.run(file.file::close);
        file.closed = true;
        if (subject.closed) {
            return;
        }
        unchanged(subject, "VMIG-SES-008");
    }

    private void unchanged(Subject subject, String rule) {
        MigrationState now = context.look(subject);
        context.check(rule, now == subject.state, "state " + now, "state " + subject.state);
    }

    /**
     * Checks that a file whose session has ended answers ENODEV and sends the device no command.
     *
     * @param besides errno that is allowed too, because the file lacks the call in any session: a kernel checks that
     *     before it calls the driver
     */
    static void checkEnded(
            Context context,
            Subject subject,
            SessionFile file,
            String rule,
            Optional<Errno> besides,
            Answer<?> answer,
            long commandsBefore) {
        boolean closed = file.standing == SessionFile.Standing.ENDED_BY_CLOSE;
        context.check(
                closed ? "VMIG-SES-013" : rule,
                answer.is(Errno.ENODEV) || besides.filter(answer::is).isPresent(),
                answer,
                besides.map(other -> "ENODEV or " + other).orElse("ENODEV"));
        long sent = context.commands(subject) - commandsBefore;
        context.check("VMIG-SES-004", sent == 0, sent + " commands", "no command");
    }
}
