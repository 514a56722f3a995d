package dev.vmig.trace.walk;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.lang3.EnumUtils;
import org.jspecify.annotations.Nullable;

/**
 * One explanation of what the devices of a VM do: which of them are in use, and where they are. A request is taken to reach its
 * P2P state when it begins, where a device hinders no other, and to go on from there when it is answered: if any order of
 * the arcs of overlapping requests keeps the barrier, this one does.
 */
final class BarrierExplanation {
    private static final TransitionTable TABLE = TransitionTable.of(FeatureSet.of(7));

    private static final class Member {
        private MigrationState state = MigrationState.RUNNING;
        private boolean inUse;
        private boolean mayHaveFailed;
        private int inFlight;
        private boolean overlapped;

        /** Of the request in flight: where it found the device, and the peer's crossing that needs it to have moved on. */
        private MigrationState found = MigrationState.RUNNING;

        private Optional<MigrationState> requested = Optional.empty();
        private @Nullable String reliedOn;

        private boolean stirs() {
            return inUse && state.isRunning() && !mayHaveFailed;
        }

        private boolean isStill() {
            return state.isStopped() && !mayHaveFailed;
        }
    }

    private final Map<String, Member> members = new TreeMap<>();
    private boolean runs;

    /** Whether no device has been loaded or let run: a VM that was only opened stops none of its devices. */
    private boolean opened;

    private BarrierExplanation(Set<String> devices, boolean runs) {
        this.runs = runs;
        opened = !runs;
        for (String device : devices) {
            Member member = new Member();
            member.inUse = runs;
            members.put(device, member);
        }
    }

    static BarrierExplanation running(Set<String> devices) {
        return new BarrierExplanation(devices, true);
    }

    static BarrierExplanation opened(Set<String> devices) {
        return new BarrierExplanation(devices, false);
    }

    /** Why the event has no place in this explanation. */
    Optional<String> accept(TraceEvent event) {
        Member member = members.get(event.device());
        if (member == null) {
            return Optional.empty();
        }
        if (event instanceof SetStateDone done) {
            return answer(event.device(), member, done);
        }
        if (event instanceof ResetDone) {
            end(member);
            member.inUse = member.inUse && runs && !member.mayHaveFailed;
            runs = runs && !member.mayHaveFailed;
            member.mayHaveFailed = false;
            member.state = MigrationState.RUNNING;
            return Optional.empty();
        }
        member.overlapped |= member.inFlight > 0;
        member.inFlight++;
        if (event instanceof SetState ask && !member.overlapped) {
            begin(member, Optional.ofNullable(EnumUtils.getEnum(MigrationState.class, ask.requested())));
        }
        return Optional.empty();
    }

    private void begin(Member member, Optional<MigrationState> requested) {
        member.found = member.state;
        member.requested = requested;
        member.reliedOn = null;
        for (Arc arc :
                requested.flatMap(state -> TABLE.path(member.found, state)).orElse(List.of())) {
            if (arc.to().isStopped() || arc.to().isRunning()) {
                break;
            }
            member.state = arc.to();
        }
        runs = runs && member.state.isRunning();
    }

    private Optional<String> answer(String device, Member member, SetStateDone done) {
        boolean unclear = member.overlapped;
        end(member);
        Optional<MigrationState> told = Optional.ofNullable(EnumUtils.getEnum(MigrationState.class, done.state()));
        if (unclear) {
            told.ifPresent(state -> member.state = state);
            return Optional.empty();
        }
        Optional<MigrationState> now = told.isEmpty() && done.errno().equals("0") ? member.requested : told;
        MigrationState found = member.found;
        if (now.isEmpty()
                && member.requested.flatMap(state -> TABLE.path(found, state)).isEmpty()) {
            return Optional.empty();
        }
        member.mayHaveFailed = now.isEmpty() || now.get() == MigrationState.ERROR;
        now.ifPresent(state -> member.state = state);
        if (member.mayHaveFailed) {
            return Optional.empty();
        }
        if (found == member.state) {
            return Optional.ofNullable(member.reliedOn)
                    .map(crossing -> device + " is still in " + found + " after " + crossing);
        }
        return cross(device, member, found);
    }

    private Optional<String> cross(String device, Member member, MigrationState found) {
        if (member.state.isStopped() && !found.isStopped()) {
            return stop(device, member);
        }
        if (member.state.isRunning() && !(found.isRunning() && member.inUse)) {
            return run(device, member);
        }
        return Optional.empty();
    }

    private Optional<String> stop(String device, Member member) {
        boolean loads = member.requested
                .filter(state -> state == MigrationState.RESUMING)
                .isPresent();
        if (opened && !loads) {
            return Optional.of(device + " is in " + member.state + " before it was loaded, in a VM that never ran");
        }
        opened = false;
        runs = false;
        Optional<String> breach = others(device)
                .filter(peer -> peer.getValue().stirs())
                .findFirst()
                .map(peer -> describe(device, member, peer.getKey(), peer.getValue().state));
        others(device)
                .filter(peer -> peer.getValue().inUse && peer.getValue().found.isRunning())
                .forEach(peer -> rely(peer.getValue(), device, member));
        return breach;
    }

    private Optional<String> run(String device, Member member) {
        Optional<String> breach = others(device)
                .filter(peer -> peer.getValue().isStill())
                .findFirst()
                .map(peer -> describe(device, member, peer.getKey(), peer.getValue().state));
        others(device)
                .filter(peer -> peer.getValue().found.isStopped())
                .forEach(peer -> rely(peer.getValue(), device, member));
        member.inUse = true;
        runs = members.values().stream().allMatch(each -> each.state.isRunning() && !each.mayHaveFailed);
        if (runs) {
            members.values().forEach(each -> each.inUse = true);
        }
        return breach;
    }

    private static void rely(Member peer, String device, Member member) {
        if (peer.inFlight == 1 && !peer.overlapped && peer.found != peer.state) {
            peer.reliedOn = device + " has gone to " + member.state;
        }
    }

    private Stream<Map.Entry<String, Member>> others(String device) {
        return members.entrySet().stream().filter(member -> !Objects.equals(member.getKey(), device));
    }

    private static String describe(String device, Member member, String peer, MigrationState state) {
        return device + " is in " + member.state + " while " + peer + " of the same VM is in " + state;
    }

    private static void end(Member member) {
        member.inFlight = Math.max(0, member.inFlight - 1);
        member.overlapped &= member.inFlight > 0;
    }
}
