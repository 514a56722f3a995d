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
import java.util.function.Function;

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
    private Function<Side, MigrationState> states = side -> MigrationState.RUNNING;

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
        return new Note(seen.size() + 1, side, deed, seen::add);
    }

    int nextFile() {
        return ++files;
    }

    /** Before each call of the VMM something may happen. */
    void beforeCall(ObservedDevice device) {
        int own = calls.merge(device.side(), 1, Integer::sum);
        int all = calls.values().stream().mapToInt(Integer::intValue).sum();
        for (Incident incident : incidents) {
            if (incident instanceof Incident.GuestResets resets && resets.call() == all) {
                resetDue = true;
            } else if (incident instanceof Incident.TargetIsGone gone
                    && device.side() == Side.TARGET
                    && gone.call() == own) {
                note(Side.TARGET, Deed.TARGET_GONE).done(device.now(), device.now());
                targetGone = true;
            }
        }
        if (resetDue && guestRuns && device.side() == Side.SOURCE && !lookedAtSource()) {
            resetDue = false;
            device.guestResets();
        }
    }

    /** A guest's reset does not come between a look at the state and what follows. */
    private boolean lookedAtSource() {
        return !seen.isEmpty() && seen.get(seen.size() - 1).is(Side.SOURCE, Deed.GET);
    }

    /** What happens to the next request of a device that takes arcs. */
    Optional<Incident> nextRequest(Side side) {
        int number = requests.merge(side, 1, Integer::sum);
        return incidents.stream()
                .filter(incident -> incident instanceof Incident.RequestFails fails
                                && fails.side() == side
                                && fails.request() == number
                        || incident instanceof Incident.RequestBreaks breaks
                                && breaks.side() == side
                                && breaks.request() == number)
                .findFirst();
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

    void event(Side side, Deed deed) {
        note(side, deed).done(states.apply(side), states.apply(side));
    }

    /** Where to ask for the states of the devices. */
    void states(Function<Side, MigrationState> truth) {
        states = truth;
    }
}
