package dev.vmig.perf.states;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.MigrationState;
import dev.vmig.perf.NanosecondBenchmark;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The arcs that a request is broken into: {@value StateForm#LOOKUPS} lookups, the time is that of one.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main Path -prof gc}
 */
public class PathBenchmark extends NanosecondBenchmark {
    /** How the path is found. */
    @Param
    public PathForm rival = PathForm.VMIG;

    private PathForm.Paths paths = PathForm.VMIG.create();
    private MigrationState[] requests = new MigrationState[0];

    /** Makes the requests. */
    @Setup
    public void load() {
        paths = rival.create();
        requests = new RequestSequence().any(StateForm.LOOKUPS + 1);
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
