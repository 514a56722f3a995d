package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.Errno;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Decides when the incidents of a script occur, by counting the VMM's calls in the migration. */
final class IncidentSchedule {
    private static final String REQUESTS = "requests";
    private static final String CALLS = "calls";

    private List<Incident> incidents;
    private final Map<List<Object>, Integer> counts = new HashMap<>();
    private int messages;
    private int bitmaps;
    private boolean guestResetDue;
    private boolean hostResetDue;

    IncidentSchedule(List<Incident> incidents) {
        this.incidents = incidents;
    }

    /** Ends the first migration; no incidents occur in the next one. */
    void end() {
        incidents = List.of();
        counts.clear();
        messages = 0;
        bitmaps = 0;
        guestResetDue = false;
        hostResetDue = false;
    }

    /** Begins a call; whether the target's host is lost before it. */
    boolean targetGoesBeforeCall(Side side) {
        int number = count(side, CALLS);
        return side == Side.TARGET && of(Incident.TargetIsGone.class).anyMatch(gone -> gone.call() == number);
    }

    /** Begins a call of this kind; its errno if it fails. */
    Optional<Errno> failure(Side side, Kind kind) {
        int number = count(side, kind);
        return of(Incident.CallFails.class)
                .filter(fails ->
                        fails.side() == side && fails.kind() == kind && isAmong(number, fails.call(), fails.times()))
                .map(Incident.CallFails::errno)
                .findFirst();
    }

    /** Ends a call; whether the guest resets a device now, or as soon as {@code guestCan}. */
    boolean guestResets(boolean guestCan) {
        guestResetDue |= of(Incident.GuestResets.class).anyMatch(resets -> resets.call() == calls());
        boolean resets = guestResetDue && guestCan;
        guestResetDue &= !guestCan;
        return resets;
    }

    /** Ends a call on the target; whether the host resets the device now, or as soon as {@code hostCan}. */
    boolean hostResets(boolean hostCan) {
        int number = counts.getOrDefault(List.of(Side.TARGET, CALLS), 0);
        hostResetDue |= of(Incident.HostResets.class).anyMatch(resets -> resets.call() == number);
        boolean resets = hostResetDue && hostCan;
        hostResetDue &= !hostCan;
        return resets;
    }

    /** The number of calls at both ends. */
    int calls() {
        return Stream.of(Side.values())
                .mapToInt(side -> counts.getOrDefault(List.of(side, CALLS), 0))
                .sum();
    }

    /** The incident of the next request, if any. */
    Optional<Incident> nextRequest(Side side) {
        int number = count(side, REQUESTS);
        return incidents.stream()
                .filter(incident -> isAbout(incident, side, number))
                .findFirst();
    }

    private static boolean isAbout(Incident incident, Side side, int request) {
        if (incident instanceof Incident.RequestFails fails) {
            return fails.side() == side && isAmong(request, fails.request(), fails.times());
        }
        return incident instanceof Incident.RequestBreaks breaks
                && breaks.side() == side
                && breaks.request() == request;
    }

    private static boolean isAmong(int number, int first, int times) {
        return number >= first && number < first + times;
    }

    /** The number of bytes that a write of {@code length} accepts at most. */
    int atMost(int length) {
        return of(Incident.SmallSteps.class)
                .mapToInt(step -> Math.min(length, step.bytes()))
                .min()
                .orElse(length);
    }

    /** Sends a message; whether the link is lost with it. */
    boolean linkIsLost() {
        messages++;
        return of(Incident.LinkIsLost.class).anyMatch(loss -> loss.message() == messages);
    }

    int messages() {
        return messages;
    }

    /** Reads a dirty bitmap; whether the read fails. */
    boolean bitmapFails() {
        bitmaps++;
        return of(Incident.BitmapFails.class).anyMatch(fails -> fails.bitmap() == bitmaps);
    }

    boolean lacksP2p() {
        return of(Incident.LacksP2p.class).findAny().isPresent();
    }

    private int count(Side side, Object what) {
        return counts.merge(List.of(side, what), 1, Integer::sum);
    }

    private <T extends Incident> Stream<T> of(Class<T> type) {
        return incidents.stream().filter(type::isInstance).map(type::cast);
    }
}
