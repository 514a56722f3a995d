package dev.vmig.trace.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.spec.SpecFiles;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.trace.walk.TraceReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Both opinions about the barrier come to the same event of random histories of three devices, whose requests overlap, fail
 * and are overtaken by resets. The property vmig.histories tries more of them.
 */
class BarrierOpinionTest {
    private static final TransitionTable TABLE = TransitionTable.of(FeatureSet.of(7));
    private static final List<String> NAMES = List.of("a", "b", "c");

    /** A history in which the devices do as the contract says, and the VMM as it likes. */
    private static final class History {
        private final Random random;
        private final List<Trace.Line> lines = new ArrayList<>();
        private final Map<String, MigrationState> states = new HashMap<>();
        private final Map<String, MigrationState> requests = new HashMap<>();

        History(long seed) {
            random = new Random(seed);
            NAMES.forEach(name -> states.put(name, MigrationState.RUNNING));
        }

        Trace trace(int events) {
            while (lines.size() < events || !requests.isEmpty()) {
                step(NAMES.get(random.nextInt(NAMES.size())), lines.size() < events);
            }
            List<TraceHeader.Device> devices = NAMES.stream()
                    .map(name -> new TraceHeader.Device(name, "any", 7, "vm"))
                    .toList();
            return new Trace(new TraceHeader(2, 0, devices), lines, true);
        }

        private void step(String device, boolean begins) {
            MigrationState requested = requests.get(device);
            MigrationState state = states.getOrDefault(device, MigrationState.RUNNING);
            if (requested != null) {
                requests.remove(device);
                boolean fails = random.nextInt(8) == 0;
                MigrationState now = fails ? (random.nextBoolean() ? state : MigrationState.ERROR) : requested;
                boolean file = !fails
                        && TABLE.path(state, requested).orElseThrow().stream().anyMatch(Arc::returnsFile);
                answer(device, fails ? "EIO" : "0", now, file);
            } else if (begins && (state == MigrationState.ERROR || random.nextInt(12) == 0)) {
                add(new TraceEvent.Reset(lines.size(), device));
                add(new TraceEvent.ResetDone(lines.size(), device, "RUNNING"));
                states.put(device, MigrationState.RUNNING);
            } else if (begins && random.nextBoolean()) {
                MigrationState next = likely(device);
                if (next != state && TABLE.allows(state, next)) {
                    requests.put(device, next);
                    add(new TraceEvent.SetState(lines.size(), device, next.name()));
                }
            }
        }

        /** Where another device is or goes, most of the time, so that the barrier is kept for a while. */
        private MigrationState likely(String device) {
            Set<MigrationState> elsewhere = new HashSet<>(states.values());
            elsewhere.addAll(requests.values());
            elsewhere.addAll(List.of(MigrationState.RUNNING_P2P, MigrationState.PRE_COPY_P2P));
            elsewhere.remove(states.get(device));
            elsewhere.remove(MigrationState.ERROR);
            if (random.nextInt(6) == 0) {
                elsewhere.addAll(List.of(MigrationState.STOP, MigrationState.RESUMING, MigrationState.PRE_COPY));
            }
            List<MigrationState> sorted =
                    elsewhere.stream().sorted(Comparator.naturalOrder()).toList();
            return sorted.get(random.nextInt(sorted.size()));
        }

        private void answer(String device, String errno, MigrationState now, boolean file) {
            states.put(device, now);
            add(new TraceEvent.SetStateDone(lines.size(), device, errno, now.name(), file));
        }

        private void add(TraceEvent event) {
            lines.add(new Trace.Line(lines.size() + 2, event));
        }
    }

    @Test
    void bothOpinionsComeToTheSameEvent() throws InterruptedException {
        TlcTraceChecker tlc = new TlcTraceChecker(SpecFiles.bundled());
        int broken = 0;
        int histories = Integer.getInteger("vmig.histories", 4);
        try (SpecOracles oracles = SpecOracles.bundled()) {
            TraceChecker checker = new TraceChecker(oracles);
            for (int seed = 1; seed <= histories; seed++) {
                Trace trace = new History(seed).trace(40);
                TraceReport report = checker.check(trace);
                Optional<TraceReport.BarrierBreach> breach =
                        report.barriers().stream().findFirst();
                broken += breach.isPresent() ? 1 : 0;
                assertThat(tlc.checkBarriers(trace, report))
                        .as("seed %d: %s%n%s", seed, report, trace.lines())
                        .hasSize(1)
                        .allMatch(TlcOpinion::agrees);
            }
        }
        assertThat(broken).isPositive();
    }
}
