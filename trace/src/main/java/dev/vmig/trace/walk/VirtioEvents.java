package dev.vmig.trace.walk;

import dev.vmig.fsm.Errno;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.BusQuiet;
import dev.vmig.trace.TraceEvent.Call;
import dev.vmig.trace.TraceEvent.Command;
import dev.vmig.trace.TraceEvent.Completion;
import dev.vmig.trace.TraceEvent.DataSizeDone;
import dev.vmig.trace.TraceEvent.Dma;
import dev.vmig.trace.TraceEvent.Doorbell;
import dev.vmig.trace.TraceEvent.FunctionReset;
import dev.vmig.trace.TraceEvent.GetStateDone;
import dev.vmig.trace.TraceEvent.Interrupt;
import dev.vmig.trace.TraceEvent.PrecopyInfoDone;
import dev.vmig.trace.TraceEvent.Read;
import dev.vmig.trace.TraceEvent.ReadDone;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Maps events to steps of {@code VirtioVf}: calls, admin commands, and bus events of the device. */
final class VirtioEvents implements EventDictionary {
    /** Steps of driver and device that leave no event. */
    private static final Set<String> SILENT = Set.of(
            "StartArc",
            "CarryOut",
            "RefuseImage",
            "RefuseDead",
            "OutOfIds",
            "FinishArc",
            "FinishUnwind",
            "Finish",
            "FinishWrite",
            "FinishQuery",
            "FinishReset");

    /**
     * The errno of a read that would have to wait; reads of this driver never do ({@code virtiovf_save_read} of Linux
     * ignores O_NONBLOCK).
     */
    private static final String NOT_READY = "EAGAIN";

    private static final Set<String> KNOWN =
            Arrays.stream(Errno.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final Rules rules;
    private final ContractEvents contract;

    VirtioEvents(Rules rules) {
        this.rules = rules;
        this.contract = new ContractEvents(rules);
    }

    @Override
    public boolean isSilent(SpecAction action, Explanation explanation) {
        return SILENT.contains(action.name())
                || (action.name().equals("SystemFails") && rules == Rules.VERSION_2)
                || (ContractEvents.WRITES.contains(action.name()) && explanation.isActive(Call.WRITE));
    }

    @Override
    public Meaning begin(Call call, String argument, boolean apart) {
        return switch (call) {
            case SET_STATE -> Meaning.step(ContractEvents.request(argument));
            case DATA_SIZE -> Meaning.step(named("AskSize"));
            case PRECOPY_INFO ->
                Meaning.stepIfPossible(named("AskPrecopyInfo"))
                        .from(state -> !apart || (isAtNothing(state) && is(state, "resetting", false)));
            case RESET -> Meaning.step(named("AskReset"));
            default -> Meaning.nothing();
        };
    }

    @Override
    public boolean mayEnd(Call call, SpecState state) {
        return switch (call) {
            case SET_STATE, RESET -> isFree(state);
            case WRITE, DATA_SIZE, PRECOPY_INFO -> isAtNothing(state);
            default -> true;
        };
    }

    @Override
    public boolean isAnswer(OpenCall call, Answer answer, boolean overtaken, Optional<Departure> departure) {
        OpenCall.End end = call.end().orElseThrow();
        SpecState seen = end.seen();
        if (!mayEnd(call.call(), seen)) {
            return false;
        } else if (answer instanceof DataSizeDone e) {
            return isFailure(seen, e.errno())
                    || (rules == Rules.VERSION_2 && ContractEvents.SYSTEM_FAILURES.contains(e.errno()));
        } else if (answer instanceof PrecopyInfoDone e
                && !call.stale()
                && !end.closed()
                && ContractEvents.answersPrecopyInfo(seen)) {
            return overtaken
                    || isFailure(seen, e.errno())
                    || (rules == Rules.VERSION_2 && e.errno().equals("EFAULT"));
        } else if (answer instanceof ReadDone e && e.errno().equals(NOT_READY)) {
            return false;
        }
        return contract.isAnswer(call, answer, overtaken, departure);
    }

    @Override
    public Meaning meaning(TraceEvent event, boolean requested, Optional<Departure> departure) {
        if (event instanceof Read e) {
            return contract.meaning(e, requested, departure)
                    .from(state -> !e.errno().equals(NOT_READY));
        } else if (event instanceof Command e) {
            return Meaning.step(named("Issue")).into(state -> is(state, "flight", e.command()));
        } else if (event instanceof Completion e) {
            return completion(e);
        } else if (event instanceof FunctionReset) {
            return Meaning.step(named("HandleReset"));
        } else if (event instanceof Doorbell) {
            return Meaning.step(named("Ring"));
        } else if (event instanceof Dma) {
            return Meaning.step(named("Serve").or(named("Receive")));
        } else if (event instanceof Interrupt) {
            return Meaning.step(named("Interrupt"));
        } else if (event instanceof BusQuiet) {
            return Meaning.stepIfPossible(named("Settle"));
        } else {
            return Meaning.nothing();
        }
    }

    /**
     * A command that succeeds with an empty result fails the arc with EINVAL, as in drivers/vfio/pci/virtio/migrate.c.
     * A query may have an empty result.
     */
    private static Meaning completion(Completion completion) {
        Meaning meaning;
        if (completion.errno().equals("0") && completion.bytes() == 0 && brings(completion.command())) {
            meaning = Meaning.step(named("Complete").or(failure("EINVAL")))
                    .into(state -> is(state, "task", "query") || is(state, "failure", "EINVAL"));
        } else {
            meaning = Meaning.step(completion.errno().equals("0") ? named("Complete") : failure(completion.errno()));
        }
        return meaning.from(state -> is(state, "flight", completion.command()));
    }

    private static boolean brings(String command) {
        return command.equals("DEV_PARTS_METADATA_GET") || command.equals("DEV_PARTS_GET");
    }

    /** A failure by its errno if the model has it, else by the errno that stands for any. */
    private static Predicate<SpecAction> failure(String errno) {
        boolean any = !KNOWN.contains(errno);
        return named("CompleteWithError")
                .and(action -> action.arguments().containsValue(errno)
                        || (any && action.arguments().containsValue(ContractEvents.ANY_ERRNO)));
    }

    private static boolean isFailure(SpecState state, String errno) {
        return ContractEvents.isErrno(state.get("failure"), errno);
    }

    private static boolean isAtNothing(SpecState state) {
        return is(state, "task", "none");
    }

    /** Whether no request, command or reset is in progress. */
    static boolean isFree(SpecState state) {
        return isAtNothing(state) && is(state, "goal", ContractEvents.IDLE) && is(state, "resetting", false);
    }

    private static Predicate<SpecAction> named(String name) {
        return action -> action.name().equals(name);
    }

    private static boolean is(SpecState state, String variable, Object value) {
        return value.equals(state.get(variable));
    }

    @Override
    public List<String> insteadOf(TraceEvent event, SpecMoves moves, Collection<SpecState> states) {
        if (event instanceof Dma || event instanceof Interrupt) {
            return List.of("nothing of a device that is STOPPED");
        } else if (event instanceof GetStateDone) {
            return contract.insteadOf(event, moves, states);
        }
        Set<String> possible = new LinkedHashSet<>();
        for (SpecState state : states) {
            if (isFree(state)) {
                ContractEvents.answerIn(state).ifPresent(possible::add);
            }
            for (SpecAction action : moves.actions()) {
                List<SpecState> next = moves.successors(action, state);
                if (!next.isEmpty()) {
                    switch (action.name()) {
                        case "Issue" -> possible.add("command " + next.get(0).get("flight"));
                        case "Complete" -> possible.add("that " + state.get("flight") + " completes");
                        case "CompleteWithError" -> possible.add("that " + state.get("flight") + " fails");
                        case "HandleReset" -> possible.add("a function-level reset");
                        default -> {
                            // A step without an event, one on the bus, or one of the VMM or the guest.
                        }
                    }
                }
            }
        }
        return List.copyOf(possible);
    }
}
