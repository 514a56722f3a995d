package dev.vmig.perf.scale;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what many VFs in one process cost, all walking the migration states.
 *
 * <pre>
 *   java -Xmx4g -cp perf/target/benchmarks.jar dev.vmig.perf.scale.Fleet --chart docs/scale.png
 * </pre>
 */
@Command(
        name = "Fleet",
        mixinStandardHelpOptions = true,
        description = "VFs in one process: heap, transitions, growth.")
public final class Fleet implements Callable<Integer> {
    @Option(names = "--vfs", split = ",", defaultValue = "1,10,100,1000,2500,5000,7500,10000", description = "Sizes.")
    private List<Integer> sizes = List.of();

    @Option(names = "--pfs", defaultValue = "40", description = "PFs that they are spread over.")
    private int pfs;

    @Option(
            names = "--seconds",
            defaultValue = "1",
            description = "How long each size walks; as long before, unmeasured.")
    private double seconds;

    @Option(names = "--chart", description = "Where to draw the curves, as PNG.")
    private Optional<Path> chart = Optional.empty();

    /** CPU time of this thread rather than wall-clock time: the machine may be shared. */
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private Fleet() {}

    /** Runs the program. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Fleet()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        long nanos = (long) (seconds * 1e9);
        FleetRun.measure(
                Math.min(100, pfs), pfs, THREADS::getCurrentThreadCpuTime, nanos); // Classes loaded, code compiled.
        List<FleetPoint> points = new ArrayList<>();
        print(
                "%7s %8s %14s %12s %14s %12s %8s",
                "VFs", "objects", "heap bytes", "bytes/VF", "arcs/s", "ms/tick", "threads");
        for (int vfs : sizes) {
            FleetPoint point = FleetRun.measure(vfs, pfs, THREADS::getCurrentThreadCpuTime, nanos);
            points.add(point);
            print(
                    "%7d %8d %14d %12.0f %14.0f %12.3f %8d",
                    vfs,
                    point.objects(),
                    point.heapBytes(),
                    point.heapBytesPerVf(),
                    point.transitionsPerSecond(),
                    point.millisPerTick(),
                    point.threads());
        }
        if (points.size() > 1) {
            report(points);
        }
        return 0;
    }

    private void report(List<FleetPoint> points) throws IOException {
        LinearFit heap = LinearFit.of(points, FleetPoint::vfs, FleetPoint::heapBytes);
        LinearFit time = LinearFit.of(points, FleetPoint::vfs, FleetPoint::millisPerTick);
        print("heap: %.0f bytes a VF and %.0f at first, R2 %.5f", heap.slope(), heap.intercept(), heap.rSquared());
        print(
                "time: %.3f us a VF and %.3f ms at first, R2 %.5f",
                time.slope() * 1e3, time.intercept(), time.rSquared());
        if (chart.isPresent()) {
            FleetChart.draw(points, heap, time, chart.get());
        }
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
