package dev.vmig.conformance.kit;

import dev.vmig.fsm.DeadlockException;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.lang3.StringUtils;
import org.apache.commons.lang3.function.FailableRunnable;
import org.apache.commons.lang3.function.FailableSupplier;

/** The state that the steps of a run share: the devices, what is known of them, and the calls on them. */
final class Context {
    /** Every call returns. */
    static final String ANSWERS = "VMIG-FSM-013";
    /** A call that fails answers an errno. */
    static final String ERRNOS = "VMIG-ERR-001";

    private static final String AFTER_FAILURES = "VMIG-ERR-010";

    final Shape shape;
    final Bench bench;
    final Findings findings;
    private final String claim;
    private final Subject source;
    private final Subject target;
    /** The stream that was saved last. */
    SessionFile.Stream stream = new SessionFile.Stream();

    private long calls;
    private boolean lost;

    Context(Shape shape, Bench bench, Findings findings, String claim) {
        this.shape = shape;
        this.bench = bench;
        this.findings = findings;
        this.claim = claim;
        this.source = new Subject(Side.SOURCE, bench.source());
        this.target = new Subject(Side.TARGET, bench.target());
    }

    FeatureSet features() {
        return shape.features();
    }

    Subject subject(Side side) {
        return side.of(source, target);
    }

    /** Makes a call. A call without an answer ends the run. */
    <T> Answer<T> ask(FailableSupplier<T, ErrnoException> call) {
        calls++;
        bench.ports().budget().ifPresent(budget -> budget.allow(StepBudget.OF_A_CALL));
        Answer<T> answer;
        try {
            answer = new Answer<>(call.get(), null);
        } catch (ErrnoException e) {
            answer = new Answer<>(null, e.errno());
        } catch (StepBudget.ExhaustedException | DeadlockException e) {
            lost = true;
            check(ANSWERS, false, "no answer: " + e.getMessage(), "any answer");
            throw new LostException(ANSWERS);
        } catch (NoAnswerException | NotInProtocolException | TesteeException e) {
            throw e;
        } catch (RuntimeException e) {
            lost = true;
            check(ERRNOS, false, "no errno: " + e, "an errno");
            throw new LostException(ERRNOS);
        }
        check(ANSWERS, true, answer, "any answer");
        check(ERRNOS, true, answer, "an errno");
        return answer;
    }

    /** Makes a call that returns nothing. */
    Answer<Boolean> run(FailableRunnable<ErrnoException> call) {
        return ask(() -> {
            call.run();
            return true;
        });
    }

    /** Reads the device state. A failure ends the run. */
    MigrationState look(Subject subject) {
        Answer<MigrationState> answer = ask(subject.device::state);
        if (!answer.ok()) {
            check("VMIG-FSM-012", false, "state: " + answer, "a state");
            throw new LostException("VMIG-FSM-012");
        }
        return answer.get();
    }

    void check(String rule, boolean held, Object observed, Object allowed) {
        findings.check(rule, held, observed, allowed);
    }

    /**
     * Checks that a call succeeded which has to. The script names the rule that a failure violates; after an injected
     * failure it is VMIG-ERR-010.
     */
    void checkClaim(Subject subject, String otherwise, Answer<?> answer, String what) {
        String rule = subject.hasFailed ? AFTER_FAILURES : StringUtils.defaultIfEmpty(claim, otherwise);
        check(rule, answer.ok(), what + ": " + answer, "success");
    }

    /** The number of commands that a device has received; 0 if not observable. */
    long commands(Subject subject) {
        return bench.ports().log().map(log -> log.sent(subject.side)).orElse(0L);
    }

    /** Whether an injected failure has occurred since the last call of this method. */
    boolean hasFailed(Subject subject) {
        boolean failed = subject.failing
                && bench.ports()
                        .faults()
                        .map(faults -> !faults.isPending(subject.side))
                        .orElse(false);
        subject.failing &= !failed;
        long struck = bench.ports()
                .schedule()
                .map(schedule -> schedule.struck(subject.side))
                .orElse(0L);
        failed |= struck > subject.struck;
        subject.struck = struck;
        subject.hasFailed |= failed;
        return failed;
    }

    /** Checks that a driver holds no resources of a session in a state without one. */
    void checkHoldings(Subject subject, String rule) {
        bench.ports().ledger().ifPresent(ledger -> {
            ResourceLedger.Holdings held = ledger.held(subject.side);
            check(rule, held.equals(ResourceLedger.Holdings.NOTHING), held, ResourceLedger.Holdings.NOTHING);
        });
    }

    /** The registers that the guest reads; empty if not observable. */
    String view(Subject subject) {
        return bench.ports().view().map(view -> view.view(subject.side)).orElse("");
    }

    /**
     * Checks the device mode: STOPPED in states that forbid DMA and interrupts, RUNNING in states that serve the guest.
     */
    void checkMode(Subject subject) {
        boolean says = subject.state.isRunning() || subject.state.isStopped();
        bench.ports().mode().filter(mode -> says).ifPresent(mode -> {
            boolean runs = mode.runs(subject.side);
            String allowed = subject.state.isRunning() ? "it runs" : "it is stopped";
            check(
                    "VMIG-FSM-017",
                    runs == subject.state.isRunning(),
                    (runs ? "it runs" : "it is stopped") + " in " + subject.state,
                    allowed);
        });
    }

    /**
     * Checks that in a state without a session no object of a session is left, except those whose destruction failed.
     */
    void checkObjects(Subject subject) {
        if (subject.state.inSavingGroup() || subject.state == MigrationState.RESUMING) {
            return;
        }
        checkObjects(subject, "VMIG-SES-012");
    }

    void checkObjects(Subject subject, String rule) {
        bench.ports().commands().ifPresent(trace -> {
            Set<Long> left = new TreeSet<>();
            for (CommandTrace.Sent command : trace.commands(subject.side)) {
                if (command.effect() == CommandTrace.Effect.CREATES && command.succeeded()) {
                    left.add(command.object());
                } else if (command.effect() == CommandTrace.Effect.DESTROYS) {
                    left.remove(command.object());
                }
            }
            check(rule, left.isEmpty(), "objects " + left + " are left", "none");
        });
    }

    /** The commands sent since the last call of this method; checks the bytes of each. */
    List<CommandTrace.Sent> newCommands(Subject subject) {
        return bench.ports()
                .commands()
                .map(trace -> {
                    List<CommandTrace.Sent> all = trace.commands(subject.side);
                    List<CommandTrace.Sent> added = all.subList(subject.commandsSeen, all.size());
                    subject.commandsSeen = all.size();
                    added.forEach(command -> check(
                            "VMIG-FSM-018",
                            command.objection().isEmpty(),
                            command.name() + ": " + command.objection(),
                            "a command as specified"));
                    return List.copyOf(added);
                })
                .orElse(List.of());
    }

    /** Counts calls that were made besides {@link #ask}. */
    void count(int more) {
        calls += more;
    }

    /** Notes that a call besides {@link #ask} had no answer. The device takes no further calls. */
    void lose(String observed) {
        lost = true;
        check(ANSWERS, false, observed, "any answer");
    }

    boolean isOver() {
        return lost || findings.violation().isPresent();
    }

    long calls() {
        return calls;
    }

    /** A call had no answer; the device takes no further calls. */
    static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final String rule;

        LostException(String rule) {
            this.rule = rule;
        }

        /** The rule that the missing answer violates. */
        String rule() {
            return rule;
        }
    }
}
