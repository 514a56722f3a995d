package dev.vmig.perf.states;

import dev.vmig.perf.NanosecondBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * The next state on the way to a requested one: {@value StateForm#LOOKUPS} lookups in a chain, the time is that of one;
 * and a walk of {@value StateForm#WALK} requests, the time is that of the walk.
 *
 * <p>{@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main NextState -prof gc}
 */
public class NextStateBenchmark extends NanosecondBenchmark {
    /** Which form of the table is measured. */
    @Param
    public TableForm rival = TableForm.VMIG;

    private StateForm form = TableForm.VMIG.create();

    /** Hands the form its requests. */
    @Setup
    public void load() {
        RequestSequence requests = new RequestSequence();
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
