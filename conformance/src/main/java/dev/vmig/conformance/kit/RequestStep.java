package dev.vmig.conformance.kit;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.RESUMING;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.ArcAction;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.StringUtils;
import org.jspecify.annotations.Nullable;

/** Makes a request for a state and judges the answer by the contract. */
final class RequestStep {
    /** The arcs that complete the stream of a saving session. */
    private static final Set<ArcAction> COMPLETING =
            EnumSet.of(ArcAction.COPY_FINAL_STATE, ArcAction.STOP_AND_COPY_FINAL_STATE);

    private static final int EXCERPT = 100;

    private final Context context;
    private final TransitionTable table;

    RequestStep(Context context) {
        this.context = context;
        this.table = TransitionTable.of(context.features());
    }

    void request(Subject subject, int requested) {
        MigrationState before = subject.state;
        long commands = context.commands(subject);
        context.newCommands(subject);
        Answer<Optional<DataFile>> answer = ask(subject, requested);
        long sent = context.commands(subject) - commands;
        MigrationState after = context.look(subject);
        List<Arc> path = MigrationState.of(requested)
                .flatMap(target -> table.path(before, target))
                .orElse(List.of());
        if (subject.wasReset) {
            boolean agrees = !answer.ok() || after.value() == requested;
            context.check("VMIG-RST-005", agrees, answer + ", state " + after, "a failure, or the requested state");
            subject.endSession(SessionFile.Standing.ENDED_BY_RESET);
        } else if (refusedBy(before, requested) != null) {
            refused(String.valueOf(refusedBy(before, requested)), before, answer, after);
        } else if (path.isEmpty()) {
            boolean nothing = answer.ok() && answer.get().isEmpty() && after == before;
            context.check("VMIG-FSM-006", nothing, answer + ", state " + after, "success, no file, state " + before);
            context.check("VMIG-FSM-007", sent == 0, sent + " commands", "no command");
        } else {
            allowed(subject, path, answer, after);
        }
        follow(subject, path, answer, after);
    }

    /** Makes the request, unless one like it is known to lose the device. */
    private Answer<Optional<DataFile>> ask(Subject subject, int requested) {
        boolean read = subject.session().map(session -> session.read.whole).orElse(false);
        Unanswered.Request request = new Unanswered.Request(subject.state, requested, read);
        if (context.findings.isHopeless(request)) {
            throw new Context.LostException(Context.ANSWERS);
        }
        context.findings.begins(request);
        try {
            Answer<Optional<DataFile>> answer = context.ask(() -> subject.device.setState(requested));
            context.findings.answered();
            return answer;
        } catch (NoAnswerException e) {
            context.check(Context.ANSWERS, false, "no answer: " + e.getMessage(), "any answer");
            context.findings.lost(request, Context.ANSWERS);
            throw new Context.LostException(Context.ANSWERS);
        } catch (Context.LostException e) {
            context.findings.lost(request, e.rule());
            throw e;
        }
    }

    /** The rule that requires a refusal; null if the request is allowed. */
    private @Nullable String refusedBy(MigrationState before, int requested) {
        Optional<MigrationState> target = MigrationState.of(requested);
        if (target.isEmpty()) {
            return "VMIG-FSM-002";
        }
        if (before == ERROR) {
            return "VMIG-ERR-007";
        }
        if (target.get() == ERROR) {
            return "VMIG-FSM-003";
        }
        if (!context.features().supports(target.get())) {
            return "VMIG-FSM-004";
        }
        return table.allows(before, target.get()) ? null : "VMIG-FSM-005";
    }

    private void refused(String rule, MigrationState before, Answer<?> answer, MigrationState after) {
        boolean right = answer.is(Errno.EINVAL) || (before == ERROR && answer.is(Errno.EIO));
        context.check(rule, right, answer, Errno.EINVAL);
        context.check("VMIG-FSM-010", after == before, "state " + after, "state " + before);
    }

    private void allowed(Subject subject, List<Arc> path, Answer<Optional<DataFile>> answer, MigrationState after) {
        boolean excused = !answer.ok() && isExcused(subject, path, after);
        Loading loading = subject.state == RESUMING ? Loading.of(subject) : Loading.WHOLE;
        if (excused) {
            loading = Loading.UNKNOWN;
        }
        if (loading.refusedBy != null) {
            boolean refused = loading == Loading.UNFIT
                    ? !answer.ok() && !after.isRunning()
                    : answer.is(Errno.EINVAL) && after == RESUMING;
            context.check(loading.refusedBy, refused, answer + ", state " + after, "EINVAL, state RESUMING");
            return;
        }
        if (loading == Loading.WHOLE) {
            String rule = subject.state == RESUMING ? "VMIG-MIG-001" : "VMIG-FSM-008";
            context.checkClaim(
                    subject,
                    rule,
                    answer,
                    path.get(0).from() + " to " + last(path).to());
        }
        if (answer.ok()) {
            checkCommands(subject, path);
            context.check(
                    "VMIG-FSM-009",
                    after == last(path).to(),
                    "state " + after,
                    "state " + last(path).to());
            boolean file = answer.get().isPresent();
            String expected = last(path).returnsFile() ? "a file" : "no file";
            context.check("VMIG-FSM-011", file == last(path).returnsFile(), file ? "a file" : "no file", expected);
        } else {
            List<MigrationState> possible = new ArrayList<>(List.of(subject.state, ERROR));
            path.subList(0, path.size() - 1).forEach(arc -> possible.add(arc.to()));
            context.check("VMIG-FSM-014", possible.contains(after), "state " + after, possible);
        }
    }

    /** Checks that the driver sends the commands that it declares for each arc, unless one has failed. */
    private void checkCommands(Subject subject, List<Arc> path) {
        List<String> sent = context.newCommands(subject).stream()
                .map(CommandTrace.Sent::name)
                .toList();
        context.bench.ports().commands().filter(trace -> !subject.hasFailed).ifPresent(trace -> {
            List<Optional<List<String>>> declared =
                    path.stream().map(trace::declared).toList();
            if (declared.stream().allMatch(Optional::isPresent)) {
                List<String> all = declared.stream()
                        .flatMap(Optional::stream)
                        .flatMap(List::stream)
                        .toList();
                context.check("VMIG-FSM-019", sent.equals(all), sent, all);
            }
        });
    }

    /** Whether a device failure now, or an earlier one in the session to complete, excuses a failed request. */
    private boolean isExcused(Subject subject, List<Arc> path, MigrationState after) {
        boolean faulted = subject.session().map(session -> session.faulted).orElse(false);
        boolean completes = path.stream().anyMatch(arc -> COMPLETING.contains(arc.action()));
        if (!context.hasFailed(subject)) {
            return faulted && completes;
        }
        // A session whose end failed continues.
        boolean ending = path.get(0).action() == ArcAction.END_SAVING && after == subject.state;
        subject.session().ifPresent(session -> session.faulted |= !ending);
        return true;
    }

    /** Updates what is known of the device after the request. */
    private void follow(Subject subject, List<Arc> path, Answer<Optional<DataFile>> answer, MigrationState after) {
        for (Arc arc : path) {
            if (subject.state == after && !answer.ok()) {
                break;
            }
            take(subject, arc);
        }
        if (after == ERROR) {
            subject.guestWorks = false;
            subject.endSession(SessionFile.Standing.ENDED);
            subject.forgetState();
        }
        subject.state = after;
        if (answer.ok() && answer.get().isPresent()) {
            SessionFile opened = new SessionFile(answer.get().orElseThrow(), after);
            opened.read.preCopy = after != MigrationState.STOP_COPY;
            if (subject.wasReset) {
                opened.end(SessionFile.Standing.ENDED_BY_RESET);
            } else if (opened.saving()) {
                context.stream = opened.read;
            }
            subject.files.add(opened);
        }
        if (context.isOver() || subject.wasReset || after == ERROR) {
            return;
        }
        if (!after.inSavingGroup() && after != RESUMING) {
            context.checkHoldings(subject, "VMIG-SES-011");
            context.checkObjects(subject);
        }
        context.checkMode(subject);
        if (!subject.viewExpected.isEmpty() && (after == MigrationState.STOP || after == MigrationState.STOP_COPY)) {
            String view = context.view(subject);
            String differ = StringUtils.difference(subject.viewExpected, view);
            context.check(
                    "VMIG-MIG-009",
                    view.equals(subject.viewExpected),
                    "reads differ: " + StringUtils.abbreviate(differ, EXCERPT),
                    StringUtils.abbreviate(StringUtils.difference(view, subject.viewExpected), EXCERPT));
        }
    }

    private static void take(Subject subject, Arc arc) {
        switch (arc.action()) {
            case END_SAVING -> subject.endSession(SessionFile.Standing.ENDED);
            case END_RESUMING -> {
                Loading.expectAgain(subject);
                subject.endSession(SessionFile.Standing.ENDED);
            }
            case START_RESUMING -> {
                subject.guestWorks = false;
                subject.unused = false;
                subject.forgetState();
            }
            case START, UNQUIESCE_P2P -> subject.forgetState();
            default -> {}
        }
        subject.state = arc.to();
    }

    private static Arc last(List<Arc> path) {
        return path.get(path.size() - 1);
    }
}
