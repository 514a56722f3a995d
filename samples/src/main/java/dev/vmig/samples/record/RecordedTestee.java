package dev.vmig.samples.record;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A driver under test whose runs are recorded as the VMM sees them: the kit judges them by the rules,
 * {@code vmig trace} by the specification.
 */
public final class RecordedTestee implements Testee {
    /** The driver name in traces without admin commands, which are not checked as vfio-virtio. */
    public static final String UNDER_TEST = "under-test";

    private static final String SOURCE = "source";
    private static final String TARGET = "target";

    private final Testee testee;
    private final TraceFolder folder;
    private final String driver;

    /** Records the runs of {@code testee} into {@code folder}, which the caller closes. */
    public RecordedTestee(Testee testee, TraceFolder folder) {
        this(testee, folder, UNDER_TEST);
    }

    /**
     * Records a driver with known departures.
     *
     * @param driver its name in the traces
     */
    public RecordedTestee(Testee testee, TraceFolder folder, String driver) {
        this.testee = testee;
        this.folder = folder;
        this.driver = driver;
    }

    /** A trace is the history of one thread. */
    @Override
    public Shape shape() {
        return testee.shape().without(Trait.CALLS_FROM_THREADS);
    }

    @Override
    public Optional<String> lacks(Rule rule) {
        return testee.lacks(rule);
    }

    @Override
    public boolean limitsCalls() {
        return testee.limitsCalls();
    }

    @Override
    public boolean comesWithVmig() {
        return testee.comesWithVmig();
    }

    @Override
    public Bench open(long seed) {
        Bench bench = recorded(testee.open(seed), seed);
        return bench.ports()
                .personalities()
                .map(all -> bench.with(bench.ports().with(all.wrapped(other -> recorded(other, seed)))))
                .orElse(bench);
    }

    private Bench recorded(Bench bench, long seed) {
        Consumer<TraceEvent> sink = folder.next(TraceHeader.of(seed, List.of(device(SOURCE), device(TARGET))));
        return new Bench(
                new RecordedDevice(bench.source(), SOURCE, () -> 0, sink, false),
                new RecordedDevice(bench.target(), TARGET, () -> 0, sink, false),
                bench.ports());
    }

    @Override
    public String reproduce(String rule, long seed) {
        return testee.reproduce(rule, seed);
    }

    private TraceHeader.Device device(String name) {
        return new TraceHeader.Device(name, driver, shape().features().flags());
    }
}
