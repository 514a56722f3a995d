package dev.vmig.perf;

import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;

/**
 * Runs JMH, each rival in a JVM of its own.
 *
 * @param log the file for the output of JMH
 */
record JmhRunner(Effort effort, File log) {
    List<Measurement> run(Work work, int round) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder()
                .include(work.pattern())
                .forks(1)
                .warmupIterations(effort.warmups())
                .warmupTime(TimeValue.milliseconds(effort.warmupMillis()))
                .measurementIterations(effort.iterations())
                .measurementTime(TimeValue.milliseconds(effort.iterationMillis()))
                .addProfiler(AllocationProfiler.class)
                .shouldFailOnError(true)
                .output(log.getPath());
        if (!work.shape().isEmpty()) {
            options.param("shape", work.shape());
        }
        return measurements(work, round, new Runner(options.build()).run());
    }

    private static List<Measurement> measurements(Work work, int round, Collection<RunResult> results) {
        List<Measurement> measurements = new ArrayList<>();
        for (RunResult result : results) {
            Statistics times = result.getPrimaryResult().getStatistics();
            Result<?> bytes = result.getSecondaryResults().get(AllocationProfiler.RESULT);
            measurements.add(new Measurement(
                    work.name(),
                    rival(result.getParams()),
                    round,
                    times.getPercentile(50),
                    times.getMin(),
                    bytes == null ? 0 : bytes.getStatistics().getPercentile(50)));
        }
        return measurements;
    }

    private static String rival(BenchmarkParams params) {
        String rival = params.getParam("rival");
        return rival == null ? params.getParam("verdict") : rival;
    }
}
