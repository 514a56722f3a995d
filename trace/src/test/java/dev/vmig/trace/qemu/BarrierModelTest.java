package dev.vmig.trace.qemu;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.walk.SpecOracles;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The barrier that logs are judged by is that of the model {@code DeviceBarrier}: from every state of two devices that the
 * model can reach, and after every history of three steps, both allow and forbid the same.
 */
class BarrierModelTest {
    private static final List<String> DEVICES = List.of("a", "b");
    private static final List<MigrationState> STATES = List.of(
            MigrationState.STOP,
            MigrationState.RUNNING,
            MigrationState.STOP_COPY,
            MigrationState.RESUMING,
            MigrationState.RUNNING_P2P,
            MigrationState.PRE_COPY,
            MigrationState.PRE_COPY_P2P);
    private static final TransitionTable TABLE = TransitionTable.of(FeatureSet.of(7));

    /** A step of a device to a state, a request that fails and resets it, or (no device) a start of the VM. */
    private record Step(String device, Optional<MigrationState> to) {}

    private record History(SpecState state, List<Step> steps) {
        History then(Step step, SpecState now) {
            List<Step> longer = new ArrayList<>(steps);
            longer.add(step);
            return new History(now, longer);
        }
    }

    private final List<Step> all = steps();
    private int allowed;
    private int forbidden;

    @Test
    void barrierOfLogsIsThatOfTheModel() {
        try (SpecOracles oracles = SpecOracles.bundled()) {
            Oracle oracle = oracles.deviceBarrier(DEVICES);
            Set<SpecState> reached = new HashSet<>();
            Deque<History> open = new ArrayDeque<>();
            oracle.initialStates().stream()
                    .filter(state -> live(state).size() == DEVICES.size())
                    .forEach(state -> open.add(new History(state, List.of())));
            while (!open.isEmpty()) {
                History history = open.remove();
                if (!reached.add(history.state()) && history.steps().size() > 2) {
                    continue;
                }
                for (Step step : all) {
                    next(oracle, history, step).ifPresent(open::add);
                }
            }
            assertThat(reached).hasSizeGreaterThan(50);
        }
        assertThat(allowed).isGreaterThan(500);
        assertThat(forbidden).isGreaterThan(100);
    }

    /** What the model makes of a step, if it allows it; the barrier of logs is to agree. */
    private Optional<History> next(Oracle oracle, History history, Step step) {
        if (!isPossible(history.state(), step)) {
            return Optional.empty();
        }
        Optional<SpecState> now = oracle.actions().stream()
                .filter(action -> action.name().equals(action(step)))
                .flatMap(action -> successors(oracle, action, history.state()))
                .filter(state -> isAfter(history.state(), state, step))
                .findFirst();
        History longer = history.then(step, now.orElse(history.state()));
        assertThat(isAllowed(longer.steps())).as(longer.steps().toString()).isEqualTo(now.isPresent());
        if (now.isPresent()) {
            allowed++;
        } else {
            forbidden++;
        }
        return now.map(state -> longer);
    }

    private static Stream<SpecState> successors(Oracle oracle, SpecAction action, SpecState state) {
        return oracle.successors(action, state).stream();
    }

    private static String action(Step step) {
        if (step.device().isEmpty()) {
            return "GuestGoesOn";
        }
        return step.to().isPresent() ? "Request" : "Reset";
    }

    private static boolean isAfter(SpecState before, SpecState after, Step step) {
        MigrationState to = step.to().orElse(MigrationState.RUNNING);
        boolean reset = !step.device().isEmpty() && step.to().isEmpty();
        Set<Object> live = new HashSet<>(live(before));
        live.remove(step.device());
        return (!reset || live.equals(live(after)))
                && DEVICES.stream()
                        .allMatch(device ->
                                state(after, device) == (device.equals(step.device()) ? to : state(before, device)));
    }

    /** QEMU asks only for what the uAPI allows, and starts the VM only when all devices run. */
    private static boolean isPossible(SpecState state, Step step) {
        if (step.device().isEmpty()) {
            return DEVICES.stream().allMatch(device -> state(state, device) == MigrationState.RUNNING);
        }
        MigrationState from = state(state, step.device());
        return step.to().map(to -> to != from && TABLE.allows(from, to)).orElse(true);
    }

    private static MigrationState state(SpecState state, String device) {
        return MigrationState.valueOf(String.valueOf(((Map<?, ?>) state.get("state")).get(device)));
    }

    private static Set<?> live(SpecState state) {
        return (Set<?>) state.get("live");
    }

    private static boolean isAllowed(List<Step> steps) {
        List<QemuEvent> events = new ArrayList<>();
        DEVICES.forEach(device -> add(events, EventKind.INIT, device, Map.of("mig_flags", "7")));
        DEVICES.forEach(device -> ask(events, device, "RUNNING_P2P", "RUNNING_P2P"));
        DEVICES.forEach(device -> ask(events, device, "RUNNING", "RUNNING"));
        start(events);
        for (Step step : steps) {
            if (step.device().isEmpty()) {
                start(events);
            } else {
                MigrationState answer = step.to().orElse(MigrationState.RUNNING);
                ask(events, step.device(), step.to().map(Enum::name).orElse("ERROR"), answer.name());
            }
        }
        Timeline timeline = Timeline.of(events, Set.of(11), true);
        Judge judge = new Judge();
        Barrier.judge(timeline, List.of(), new VmRuns(timeline.steps()), judge);
        return judge.judgements().stream()
                .allMatch(judgement -> judgement.findings().isEmpty());
    }

    private static void ask(List<QemuEvent> events, String device, String asked, String answer) {
        add(events, EventKind.REQUEST, device, Map.of("new_state", asked, "recover_state", "ERROR"));
        add(events, EventKind.RESULT, device, Map.of("state", answer));
    }

    private static void start(List<QemuEvent> events) {
        DEVICES.forEach(device -> add(
                events,
                EventKind.VM_CHANGE,
                device,
                Map.of("running", "1", "reason", "running", "dev_state", "RUNNING")));
    }

    private static void add(List<QemuEvent> events, EventKind kind, String device, Map<String, String> fields) {
        events.add(new QemuEvent(events.size() + 1, kind.name(), kind, device, fields, kind.name()));
    }

    private static List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (String device : DEVICES) {
            STATES.forEach(state -> steps.add(new Step(device, Optional.of(state))));
            steps.add(new Step(device, Optional.empty()));
        }
        steps.add(new Step("", Optional.empty()));
        return steps;
    }
}
