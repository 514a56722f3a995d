package dev.vmig.perf.states;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.MigrationState;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The arcs that a request is broken into: {@value StateForm#LOOKUPS} lookups, the time is that of one.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main Path -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PathBenchmark {
    /** How the path is found. */
    @Param
    public PathForm rival = PathForm.VMIG;

    private PathForm.Paths paths = PathForm.VMIG.create();
    private MigrationState[] requests = new MigrationState[0];

    /** Makes the requests. */
    @Setup
    public void load() {
        paths = rival.create();
        requests = new Requests().any(StateForm.LOOKUPS + 1);
    }

    /** Looks up a path. */
    @Benchmark
    @OperationsPerInvocation(StateForm.LOOKUPS)
    public int path() {
        int arcs = 0;
        for (int i = 0; i < StateForm.LOOKUPS; i++) {
            Optional<List<Arc>> path = paths.path(requests[i], requests[i + 1]);
            arcs += path.isPresent() ? path.get().size() : 0;
        }
        return arcs;
    }
}
