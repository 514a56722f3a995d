package dev.vmig.perf;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The next state on the way to a target, all 64 pairs in turn, beside the same in a map of maps.
 *
 * <p>{@code java -jar perf/target/benchmarks.jar NextState -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NextStateBenchmark {
    private static final int PAIRS = 64;

    private final MigrationState[] states = MigrationState.values();
    private final TransitionTable table = TransitionTable.of(FeatureSet.STOP_COPY_P2P_PRE_COPY);
    private final Map<MigrationState, Map<MigrationState, MigrationState>> maps = new EnumMap<>(MigrationState.class);

    /** The same table, in maps. */
    @Setup
    public void fill() {
        for (MigrationState current : states) {
            Map<MigrationState, MigrationState> row = new EnumMap<>(MigrationState.class);
            for (MigrationState requested : states) {
                row.put(requested, table.next(current, requested));
            }
            maps.put(current, row);
        }
    }

    /** The table. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int table() {
        int sum = 0;
        for (MigrationState current : states) {
            for (MigrationState requested : states) {
                sum += table.next(current, requested).value();
            }
        }
        return sum;
    }

    /** A map of maps. */
    @Benchmark
    @OperationsPerInvocation(PAIRS)
    public int maps() {
        int sum = 0;
        for (MigrationState current : states) {
            Map<MigrationState, MigrationState> row = Objects.requireNonNull(maps.get(current));
            for (MigrationState requested : states) {
                sum += Objects.requireNonNull(row.get(requested)).value();
            }
        }
        return sum;
    }
}
