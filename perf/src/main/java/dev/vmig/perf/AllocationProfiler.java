package dev.vmig.perf;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.apache.commons.lang3.ThreadUtils;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Bytes that an operation allocates. JMH's own profiler counts what JMH allocates as well, which is more than the work
 * does where an iteration has few operations; this one counts the threads that do the work.
 */
public final class AllocationProfiler implements InternalProfiler {
    /** The name of the result. */
    static final String RESULT = "allocated";

    private static final String WORKERS = "-jmh-worker-";

    private long before;

    @Override
    public String getDescription() {
        return "bytes allocated by the threads that do the work";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = allocated();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double bytes = allocated() - before;
        return List.of(new ScalarResult(
                RESULT, bytes / Math.max(1, result.getMetadata().getAllOps()), "B/op", AggregationPolicy.AVG));
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return ThreadUtils.getAllThreads().stream()
                .filter(thread -> thread.getName().contains(WORKERS))
                .mapToLong(thread -> threads.getThreadAllocatedBytes(thread.getId()))
                .sum();
    }
}
