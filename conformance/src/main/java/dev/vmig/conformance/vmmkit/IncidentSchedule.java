package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says when the incidents of a script happen, by counting what the VMM has done in this migration. */
final class IncidentSchedule {
    private List<Incident> incidents;
    private final Map<Side, Integer> calls = new EnumMap<>(Side.class);
    private final Map<Side, Integer> requests = new EnumMap<>(Side.class);
    private int messages;
    private boolean resetDue;

    IncidentSchedule(List<Incident> incidents) {
        this.incidents = incidents;
    }

    /** The next migration begins, to which nothing happens. */
    void end() {
        incidents = List.of();
        calls.clear();
        requests.clear();
        messages = 0;
        resetDue = false;
    }

    /** A call begins; whether the target's host goes down before it. */
    boolean targetGoesBeforeCall(Side side) {
        int number = calls.merge(side, 1, Integer::sum);
        return side == Side.TARGET && of(Incident.TargetIsGone.class).anyMatch(gone -> gone.call() == number);
    }

    /** A call has ended; whether the guest resets the device now, or as soon as {@code guestCan}. */
    boolean guestResets(boolean guestCan) {
        int number = calls.values().stream().mapToInt(Integer::intValue).sum();
        resetDue |= of(Incident.GuestResets.class).anyMatch(resets -> resets.call() == number);
        boolean resets = resetDue && guestCan;
        resetDue &= !guestCan;
        return resets;
    }

    /** What happens to the next request of a device that takes arcs. */
    Optional<Incident> nextRequest(Side side) {
        int number = requests.merge(side, 1, Integer::sum);
        return incidents.stream()
                .filter(incident -> isAbout(incident, side, number))
                .findFirst();
    }

    private static boolean isAbout(Incident incident, Side side, int request) {
        if (incident instanceof Incident.RequestFails fails) {
            return fails.side() == side && fails.request() == request;
        }
        return incident instanceof Incident.RequestBreaks breaks
                && breaks.side() == side
                && breaks.request() == request;
    }

    /** How many bytes a write of {@code length} takes at most. */
    int atMost(int length) {
        return of(Incident.SmallSteps.class)
                .mapToInt(step -> Math.min(length, step.bytes()))
                .min()
                .orElse(length);
    }

    /** A message is sent; whether the link is lost with it. */
    boolean linkIsLost() {
        messages++;
        return of(Incident.LinkIsLost.class).anyMatch(loss -> loss.message() == messages);
    }

    int messages() {
        return messages;
    }

    private <T extends Incident> Stream<T> of(Class<T> type) {
        return incidents.stream().filter(type::isInstance).map(type::cast);
    }
}
