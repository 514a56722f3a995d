package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.MigrationState;
import dev.vmig.vmm.LinkLostException;
import dev.vmig.vmm.Vcpus;
import dev.vmig.vmm.Wire;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One migration: what happens in it, and what is seen of it. It is the wire and the guest, too. */
final class Stage implements Wire, Vcpus {
    private List<Incident> incidents;
    private List<Observed> seen = new ArrayList<>();
    private final Map<Side, Integer> calls = new EnumMap<>(Side.class);
    private final Map<Side, Integer> requests = new EnumMap<>(Side.class);
    private final ByteArrayOutputStream stream = new ByteArrayOutputStream();
    private int files;
    private int messages;
    private int written;
    private boolean resetDue;
    private boolean guestRuns = true;
    private boolean linkLost;
    private boolean targetGone;
    private List<ObservedDevice> devices = List.of();

    Stage(List<Incident> incidents) {
        this.incidents = incidents;
    }

    /** The next migration begins, to which nothing happens; what was seen of the last one. */
    List<Observed> next() {
        List<Observed> last = List.copyOf(seen);
        seen = new ArrayList<>();
        incidents = List.of();
        calls.clear();
        requests.clear();
        messages = 0;
        forgetStream();
        resetDue = false;
        guestRuns = true;
        linkLost = false;
        return last;
    }

    boolean isGone(Side side) {
        return side == Side.TARGET && targetGone;
    }

    Note note(Side side, Deed deed) {
        return new Note(seen.size() + 1, side, deed, this::saw);
    }

    int nextFile() {
        return ++files;
    }

    /** Before each call of the VMM something may happen. */
    void beforeCall(ObservedDevice device) {
        int own = calls.merge(device.side(), 1, Integer::sum);
        boolean goes = incidents.stream()
                .anyMatch(incident -> incident instanceof Incident.TargetIsGone gone && gone.call() == own);
        if (device.side() == Side.TARGET && goes) {
            event(Side.TARGET, Deed.TARGET_GONE);
            targetGone = true;
        }
    }

    /** After each call the guest may reset its device, but not between a look at the state and what follows. */
    private void saw(Observed event) {
        seen.add(event);
        if (!event.deed().isCall() || event.deed() == Deed.CLOSE || !guestRuns) {
            return;
        }
        int all = calls.values().stream().mapToInt(Integer::intValue).sum();
        resetDue |= incidents.stream()
                .anyMatch(incident -> incident instanceof Incident.GuestResets resets && resets.call() == all);
        if (resetDue && !event.is(Side.SOURCE, Deed.GET)) {
            resetDue = false;
            devices.stream().filter(device -> device.side() == Side.SOURCE).forEach(ObservedDevice::guestResets);
        }
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

    int atMost(int length) {
        return incidents.stream()
                .filter(Incident.SmallSteps.class::isInstance)
                .mapToInt(incident -> Math.min(length, ((Incident.SmallSteps) incident).bytes()))
                .min()
                .orElse(length);
    }

    /** Bytes were read, or written; whether what was written is what comes next in the stream. */
    boolean moved(Deed deed, byte[] buffer, int offset, int length) {
        if (deed == Deed.READ) {
            stream.write(buffer, offset, length);
            return true;
        }
        byte[] all = stream.toByteArray();
        int end = written + length;
        boolean next = end <= all.length && Arrays.equals(all, written, end, buffer, offset, offset + length);
        written = end;
        return next;
    }

    /** The target begins to load anew. */
    void forgetStream() {
        stream.reset();
        written = 0;
    }

    @Override
    public void carry(int bytes) throws LinkLostException {
        messages++;
        boolean lost = incidents.stream()
                .anyMatch(incident -> incident instanceof Incident.LinkIsLost loss && loss.message() == messages);
        if (lost) {
            linkLost = true;
            event(Side.SOURCE, Deed.LINK_LOST);
        }
        if (linkLost) {
            throw new LinkLostException("message " + messages);
        }
    }

    @Override
    public void pause() {
        guestRuns = false;
        event(Side.SOURCE, Deed.PAUSE);
    }

    @Override
    public void goOnAtSource() {
        guestRuns = true;
        event(Side.SOURCE, Deed.GO_ON);
    }

    @Override
    public void goOnAtTarget() {
        event(Side.TARGET, Deed.GO_ON);
    }

    /** Something that is no call happens at one end. */
    void event(Side side, Deed deed) {
        MigrationState now = devices.stream()
                .filter(device -> device.side() == side)
                .map(ObservedDevice::now)
                .findFirst()
                .orElseThrow();
        note(side, deed).done(now, now);
    }

    /** Who plays. */
    void cast(ObservedDevice first, ObservedDevice second) {
        devices = List.of(first, second);
    }
}
