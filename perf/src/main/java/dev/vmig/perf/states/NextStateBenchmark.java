package dev.vmig.perf.states;

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
 * The next state on the way to a requested one: {@value StateForm#LOOKUPS} lookups in a chain, the time is that of one;
 * and a walk of {@value StateForm#WALK} requests, the time is that of the walk.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main NextState -prof gc}
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class NextStateBenchmark {
    /** Which form of the table is measured. */
    @Param
    public TableForm rival = TableForm.VMIG;

    private StateForm form = TableForm.VMIG.create();

    /** Hands the form its requests. */
    @Setup
    public void load() {
        Requests requests = new Requests();
        form = rival.create();
        form.load(requests.chain(), requests.any(StateForm.WALK));
    }

    /** Looks up the next state. */
    @Benchmark
    @OperationsPerInvocation(StateForm.LOOKUPS)
    public int next() {
        return form.chain();
    }

    /** Carries out 64 requests. */
    @Benchmark
    public int walk() {
        return form.walk();
    }
}
