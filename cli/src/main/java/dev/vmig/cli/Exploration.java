package dev.vmig.cli;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.CommandTrace;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.samples.record.RecordedTestee;
import dev.vmig.samples.record.RunRecorder;
import dev.vmig.samples.shapes.Shapes;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.walk.EventText;
import dev.vmig.trace.walk.Rejection;
import dev.vmig.trace.walk.SpecWalk;
import dev.vmig.trace.walk.TraceChecker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Each call at each moment of a driver. Moments that the specification does not distinguish are one; the driver comes to
 * each by its shortest way from a newly opened device, so that every call is made on a device of its own.
 */
final class Exploration {
    /** The size of the pages; the drivers that come with vmig have fewer moments. */
    private static final int MOST_MOMENTS = 250;

    private static final int MOST_BYTES = 1 << 20;
    private static final long SEED = 1;

    private final Testee testee;
    private final TraceChecker checker;
    private final boolean isVirtio;
    private final byte[] image;
    private final Map<Key, Integer> known = new HashMap<>();
    private final List<List<ExploredCall>> ways = new ArrayList<>();
    private final List<MigrationState> states = new ArrayList<>();

    /**
     * A moment between two calls.
     *
     * @param state that a GET answers
     */
    record Moment(MigrationState state, List<Move> moves) {}

    /**
     * A call and its answer.
     *
     * @param call in words
     * @param events of the trace
     * @param answer in words; empty if the call has no event
     * @param allowed answers to a request by the specification; empty for other calls
     * @param objection why no behaviour of the specification explains the answer; empty if one does
     * @param commands that the driver issues
     * @param next the moment after the call; empty after an objection, or if there are too many moments
     */
    record Move(
            String call,
            List<TraceEvent> events,
            String answer,
            List<String> allowed,
            String objection,
            List<String> commands,
            Optional<Integer> next) {}

    private record Key(Set<SpecState> spec, MigrationState state, boolean faultPending) {}

    private Exploration(Testee testee, TraceChecker checker) {
        this.testee = testee;
        this.checker = checker;
        this.isVirtio = Shapes.named(testee.shape().name()).isEmpty();
        this.image = image(testee.open(SEED).target());
    }

    /** Explores a driver, the first moment first. */
    static List<Moment> of(Testee testee, TraceChecker checker) {
        return new Exploration(testee, checker).moments();
    }

    /** The header of a trace of this driver. */
    static TraceHeader header(Testee testee) {
        return TraceHeader.of(SEED, List.of(device(testee)));
    }

    private static TraceHeader.Device device(Testee testee) {
        return new TraceHeader.Device(
                "explored/vf0",
                RecordedTestee.UNDER_TEST,
                testee.shape().features().flags());
    }

    /** What a device of this driver saves in STOP_COPY. */
    private static byte[] image(VfioDevice device) {
        try {
            DataFile file = device.setState(MigrationState.STOP_COPY).orElseThrow();
            byte[] buffer = new byte[MOST_BYTES];
            int length = 0;
            for (int read = 1; read > 0 && length < MOST_BYTES; length += read) {
                read = file.read(buffer, length, MOST_BYTES - length);
            }
            return Arrays.copyOf(buffer, length);
        } catch (ErrnoException e) {
            return new byte[0];
        }
    }

    private List<Moment> moments() {
        Visit first = new Visit();
        number(first, List.of());
        List<Moment> moments = new ArrayList<>();
        for (int at = 0; at < ways.size(); at++) {
            List<Move> moves = new ArrayList<>();
            for (ExploredCall call :
                    ExploredCall.of(states.get(at), testee.shape().features(), image)) {
                move(ways.get(at), call).ifPresent(moves::add);
            }
            moments.add(new Moment(states.get(at), moves));
        }
        return moments;
    }

    /** Makes a call; empty if the driver cannot. */
    private Optional<Move> move(List<ExploredCall> way, ExploredCall call) {
        Visit visit = new Visit();
        way.forEach(visit::perform);
        visit.beginLast();
        if (!visit.perform(call)) {
            return Optional.empty();
        }
        List<ExploredCall> longer = new ArrayList<>(way);
        longer.add(call);
        return Optional.of(new Move(
                call.text(),
                List.copyOf(visit.events),
                visit.answer,
                visit.allowed,
                visit.rejection.map(Rejection::reason).orElse(""),
                visit.commands(),
                visit.rejection.isPresent() ? Optional.empty() : number(visit, longer)));
    }

    /** The number of the moment that a visit has come to, a new one if it is new. */
    private Optional<Integer> number(Visit visit, List<ExploredCall> way) {
        Key key = new Key(visit.walk.states(), visit.state(), visit.faultPending());
        Integer before = known.get(key);
        if (before != null || ways.size() == MOST_MOMENTS) {
            return Optional.ofNullable(before);
        }
        known.put(key, ways.size());
        ways.add(way);
        states.add(key.state());
        return Optional.of(ways.size() - 1);
    }

    /** A newly opened device, and the walk through the specification beside it. */
    final class Visit {
        private final Bench bench = testee.open(SEED);
        private final SpecWalk walk = checker.walk(device(testee));
        private final VfioDevice device;
        private final List<TraceEvent> events = new ArrayList<>();
        private @Nullable DataFile file;
        private String answer = "";
        private List<String> allowed = List.of();
        private Optional<Rejection> rejection = Optional.empty();
        private int commandsBefore;

        private Visit() {
            RunRecorder recorder = new RunRecorder("explored", () -> 0, this::record);
            device = isVirtio ? recorder.watch(bench.source(), 0) : recorder.watchForeign(bench.source(), 0);
        }

        private void record(TraceEvent event) {
            events.add(event);
            if (event instanceof Answer done) {
                // The specification's reply is that of the last request: it describes no other answer.
                allowed = done.call() == TraceEvent.Call.SET_STATE ? walk.instead(event) : List.of();
                answer = EventText.of(event);
            }
            if (rejection.isEmpty()) {
                rejection = walk.accept(event);
            }
        }

        /** The next call is the one that is reported. */
        private void beginLast() {
            events.clear();
            answer = "";
            allowed = List.of();
            commandsBefore = sent().size();
        }

        private boolean perform(ExploredCall call) {
            try {
                return call.action().on(this);
            } catch (ErrnoException e) {
                return true; // The answer is among the events.
            }
        }

        boolean request(MigrationState state) throws ErrnoException {
            device.setState(state).ifPresent(returned -> file = returned);
            return true;
        }

        boolean reset() {
            device.reset();
            return true;
        }

        boolean askSize() throws ErrnoException {
            return device.stopCopyLength() >= 0;
        }

        boolean read(int bytes) throws ErrnoException {
            return file != null && file.read(new byte[bytes], 0, bytes) >= 0;
        }

        boolean write(byte[] bytes) throws ErrnoException {
            return file != null && bytes.length > 0 && file.write(bytes, 0, bytes.length) >= 0;
        }

        boolean askPrecopyInfo() throws ErrnoException {
            return file != null && file.precopyInfo().initialBytes() >= 0;
        }

        boolean failNext() {
            bench.ports().faults().ifPresent(faults -> faults.failNext(Side.SOURCE));
            return bench.ports().faults().isPresent();
        }

        private boolean faultPending() {
            return bench.ports()
                    .faults()
                    .filter(faults -> faults.isPending(Side.SOURCE))
                    .isPresent();
        }

        private MigrationState state() {
            try {
                return bench.source().state();
            } catch (ErrnoException e) {
                return MigrationState.ERROR;
            }
        }

        private List<CommandTrace.Sent> sent() {
            return bench.ports()
                    .commands()
                    .map(commands -> commands.commands(Side.SOURCE))
                    .orElse(List.of());
        }

        private List<String> commands() {
            return sent().stream()
                    .skip(commandsBefore)
                    .map(sent -> sent.name() + (sent.succeeded() ? "" : " (fails)"))
                    .toList();
        }
    }
}
