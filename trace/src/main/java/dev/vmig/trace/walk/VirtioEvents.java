package dev.vmig.trace.walk;

import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.BusQuiet;
import dev.vmig.trace.TraceEvent.Command;
import dev.vmig.trace.TraceEvent.Completion;
import dev.vmig.trace.TraceEvent.DataSize;
import dev.vmig.trace.TraceEvent.DataSizeDone;
import dev.vmig.trace.TraceEvent.Dma;
import dev.vmig.trace.TraceEvent.Doorbell;
import dev.vmig.trace.TraceEvent.FunctionReset;
import dev.vmig.trace.TraceEvent.Interrupt;
import dev.vmig.trace.TraceEvent.PrecopyInfo;
import dev.vmig.trace.TraceEvent.PrecopyInfoDone;
import dev.vmig.trace.TraceEvent.Read;
import dev.vmig.trace.TraceEvent.Reset;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceEvent.WriteDone;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Events as steps of {@code VirtioVf}: calls, admin commands, and what the device does on the bus. */
final class VirtioEvents implements EventDictionary {
    /** Steps of driver and device between the events; nobody outside sees them. */
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

    @Override
    public boolean isSilent(SpecAction action, CallsInProgress calls) {
        return SILENT.contains(action.name()) || (calls.write() && ContractEvents.WRITES.contains(action.name()));
    }

    @Override
    public Meaning meaning(TraceEvent event, CallsInProgress calls) {
        if (event instanceof SetState e) {
            return Meaning.step(ContractEvents.request(e.requested()));
        } else if (event instanceof SetStateDone e) {
            return Meaning.seen(state -> isFree(state) && ContractEvents.isAnswer(state, e));
        } else if (event instanceof Read e) {
            // It never waits (linux-vfio.md, statement 70).
            return Meaning.seen(state -> !e.errno().equals("EAGAIN") && ContractEvents.isRead(state, e));
        } else if (event instanceof WriteDone e) {
            return Meaning.seen(state -> isAtNothing(state) && (calls.reset() || ContractEvents.isWritten(state, e)));
        } else if (event instanceof DataSize) {
            return Meaning.step(named("AskSize"));
        } else if (event instanceof DataSizeDone e) {
            return Meaning.seen(state -> isAtNothing(state) && is(state, "failure", e.errno()));
        } else if (event instanceof PrecopyInfo) {
            return Meaning.stepIfPossible(named("AskPrecopyInfo"));
        } else if (event instanceof PrecopyInfoDone e) {
            return Meaning.seen(state -> isAtNothing(state) && isPrecopyInfo(state, e.errno(), calls));
        } else if (event instanceof Reset) {
            return Meaning.step(named("AskReset"));
        } else if (event instanceof ResetDone e) {
            return Meaning.seen(state -> isFree(state) && ContractEvents.isReset(state, e));
        } else if (event instanceof Command e) {
            return Meaning.step(named("Issue"), state -> is(state, "flight", e.command()));
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
     * A command that succeeds but brings nothing fails an arc: EINVAL, as in drivers/vfio/pci/virtio/migrate.c. The
     * answer to a query may as well be that there is nothing.
     */
    private static Meaning completion(Completion completion) {
        Meaning meaning;
        if (completion.errno().equals("0") && completion.bytes() == 0 && brings(completion.command())) {
            meaning = Meaning.step(
                    named("Complete").or(failure("EINVAL")),
                    state -> is(state, "task", "query") || is(state, "failure", "EINVAL"));
        } else {
            meaning = Meaning.step(completion.errno().equals("0") ? named("Complete") : failure(completion.errno()));
        }
        return meaning.from(state -> is(state, "flight", completion.command()));
    }

    private static boolean brings(String command) {
        return command.equals("DEV_PARTS_METADATA_GET") || command.equals("DEV_PARTS_GET");
    }

    private static Predicate<SpecAction> failure(String errno) {
        return named("CompleteWithError").and(action -> action.arguments().containsValue(errno));
    }

    private static boolean isPrecopyInfo(SpecState state, String errno, CallsInProgress calls) {
        return calls.reset()
                || (ContractEvents.answersPrecopyInfo(state)
                        ? is(state, "failure", errno)
                        : ContractEvents.NO_PRECOPY_INFO.contains(errno));
    }

    private static boolean isAtNothing(SpecState state) {
        return is(state, "task", "none");
    }

    /** No request, no command, no reset. */
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
