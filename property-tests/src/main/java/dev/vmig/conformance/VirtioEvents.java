package dev.vmig.conformance;

import dev.vmig.conformance.trace.TraceEvent;
import dev.vmig.conformance.trace.TraceEvent.*;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Events as steps of {@code VirtioVf}: calls, admin commands, and what the device does on the bus. */
final class VirtioEvents implements EventDictionary {
    /** Steps of the driver between its commands; nobody outside sees them. */
    private static final Set<String> SILENT = Set.of(
            "StartArc",
            "RefuseImage",
            "RefuseDead",
            "OutOfIds",
            "FinishArc",
            "FinishUnwind",
            "Finish",
            "FinishWrite",
            "FinishQuery",
            "FinishReset");

    /** What a write can turn out to be; which of it, the answer and the commands tell. */
    private static final Set<String> SILENT_IN_WRITE = Set.of("WritePart", "WriteImage", "WriteSkipped", "WriteFails");

    @Override
    public boolean isSilent(SpecAction action, CallInProgress call) {
        return SILENT.contains(action.name()) || (call.write() && SILENT_IN_WRITE.contains(action.name()));
    }

    @Override
    public Meaning meaning(TraceEvent event) {
        if (event instanceof SetState e) {
            return Meaning.action(request(e.requested()));
        } else if (event instanceof SetStateDone e) {
            return Meaning.seen(state -> isFree(state) && isAnswer(state, e.errno(), e.dataFile(), e.state()));
        } else if (event instanceof WriteDone e) {
            return Meaning.seen(state -> is(state, "task", "none") && isWritten(state, e));
        } else if (event instanceof DataSize) {
            return Meaning.action(named("AskSize"));
        } else if (event instanceof DataSizeDone e) {
            return Meaning.seen(state -> is(state, "task", "none") && is(state, "failure", e.errno()));
        } else if (event instanceof PrecopyInfo) {
            return Meaning.action(named("AskPrecopyInfo"));
        } else if (event instanceof PrecopyInfoDone e) {
            return Meaning.seen(state -> is(state, "task", "none") && is(state, "failure", e.errno()));
        } else if (event instanceof Reset) {
            return Meaning.action(named("AskReset"));
        } else if (event instanceof ResetDone e) {
            return Meaning.seen(state -> isFree(state) && is(state, "state", e.state()));
        } else if (event instanceof Command e) {
            return Meaning.action(named("Issue"), state -> is(state, "flight", e.command()));
        } else if (event instanceof Completion e) {
            return completion(e);
        } else if (event instanceof FunctionReset) {
            return Meaning.action(named("HandleReset"));
        } else if (event instanceof Doorbell) {
            return Meaning.action(named("Ring"));
        } else if (event instanceof Dma) {
            return Meaning.action(action -> Set.of("Serve", "Receive").contains(action.name()));
        } else if (event instanceof Interrupt) {
            return Meaning.action(named("Interrupt"));
        } else if (event instanceof BusQuiet) {
            return Meaning.action(named("Settle"));
        } else {
            return Meaning.nothing();
        }
    }

    /** A command that succeeds but brings nothing fails the driver's task: EINVAL (facts, 3.5 and 3.6). */
    private static Meaning completion(Completion completion) {
        boolean brings = completion.command().equals("DEV_PARTS_METADATA_GET")
                || completion.command().equals("DEV_PARTS_GET");
        boolean useless = completion.errno().equals("0") && completion.bytes() == 0 && brings;
        String errno = useless ? "EINVAL" : completion.errno();
        return Meaning.action(
                errno.equals("0")
                        ? named("Complete")
                        : named("CompleteWithError")
                                .and(action -> action.arguments().containsValue(errno)));
    }

    private static boolean isWritten(SpecState state, WriteDone done) {
        boolean taken = done.errno().equals("0");
        if (!is(state, "session", "resuming")) {
            return !taken;
        }
        return taken ? is(state, "dead", false) && is(state, "pending", done.pending()) : is(state, "dead", true);
    }

    /** The driver is at nothing: no request, no command, no reset. */
    static boolean isFree(SpecState state) {
        return is(state, "task", "none") && is(state, "goal", ContractEvents.IDLE) && is(state, "resetting", false);
    }

    static boolean isAnswer(SpecState state, String errno, boolean dataFile, String reached) {
        return ContractEvents.isAnswer(state, errno, dataFile, reached);
    }

    static Predicate<SpecAction> request(String requested) {
        return ContractEvents.request(requested);
    }

    static Predicate<SpecAction> named(String name) {
        return action -> action.name().equals(name);
    }

    static boolean is(SpecState state, String variable, Object value) {
        return value.equals(state.get(variable));
    }

    @Override
    public List<String> possible(Oracle oracle, Collection<SpecState> states) {
        Set<String> possible = new LinkedHashSet<>();
        for (SpecState state : states) {
            for (SpecAction action : oracle.actions()) {
                switch (action.name()) {
                    case "Issue" -> oracle.successors(action, state)
                            .forEach(next -> possible.add("command " + next.get("flight")));
                    case "Complete" -> add(oracle, action, state, possible, EventText.completion("0"));
                    case "CompleteWithError" -> add(oracle, action, state, possible, "it fails");
                    case "HandleReset" -> add(oracle, action, state, possible, "a function-level reset");
                    case "Receive" -> add(oracle, action, state, possible, "a DMA of the device");
                    case "Interrupt" -> add(oracle, action, state, possible, "an interrupt of the device");
                    default -> {
                        // A step without an event, or one of the VMM, which may always ask.
                    }
                }
            }
            ContractEvents.answerIn(state).filter(answer -> isFree(state)).ifPresent(possible::add);
        }
        return List.copyOf(possible);
    }

    private static void add(
            Oracle oracle, SpecAction action, SpecState state, Set<String> possible, String description) {
        if (!oracle.successors(action, state).isEmpty()) {
            possible.add(description);
        }
    }
}
