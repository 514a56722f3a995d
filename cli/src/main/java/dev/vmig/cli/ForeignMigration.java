package dev.vmig.cli;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vfiouser.VfioUserTestee;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.record.RunRecorder;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A migration between two vfio-user servers. Calls are measured in real time; the network and the time between two
 * rounds of pre-copy are simulated by the plan.
 */
final class ForeignMigration {
    /** The index of the device in timeline and trace, as of a simulated one. */
    private static final int DEVICE = 0;

    private final VfioUserTestee servers;
    private final MigrationPlan plan;
    private final LongSupplier nanos;
    private final VirtualTime time = new VirtualTime();
    private long seen;

    /** @param nanos the clock that the calls are measured with */
    ForeignMigration(VfioUserTestee servers, MigrationPlan plan, LongSupplier nanos) {
        this.servers = servers;
        this.plan = plan;
        this.nanos = nanos;
        this.seen = nanos.getAsLong();
    }

    FeatureSet features() {
        return servers.shape().features();
    }

    /** The header of its trace. */
    TraceHeader header() {
        int flags = features().flags();
        return TraceHeader.of(
                0,
                List.of(
                        new TraceHeader.Device("source/vf0", "vfio-user", flags, "source"),
                        new TraceHeader.Device("target/vf0", "vfio-user", flags, "target")));
    }

    /** @throws dev.vmig.conformance.kit.TesteeEndedException if a device does not reach RUNNING */
    MigrationResult run(Consumer<TraceEvent> sink) {
        RunRecorder source = new RunRecorder("source", this::now, sink);
        RunRecorder target = new RunRecorder("target", this::now, sink);
        DevicePair pair = new DevicePair(
                "vf" + DEVICE,
                source.watchForeign(servers.forVmm(Side.SOURCE), DEVICE),
                target.watchForeign(servers.forVmm(Side.TARGET), DEVICE));
        now();
        return LiveMigration.run(List.of(pair), plan, time);
    }

    private long now() {
        long elapsed = nanos.getAsLong() - seen;
        seen += elapsed;
        time.pass(Duration.ofNanos(elapsed));
        return time.nanoTime();
    }

    /** Checks calls and answers against the specification. */
    TraceReport judge(List<TraceEvent> events) {
        List<Trace.Line> lines = new ArrayList<>();
        // The header is the first line of the file.
        events.forEach(event -> lines.add(new Trace.Line(lines.size() + 2, event)));
        try (SpecOracles oracles = SpecOracles.bundled()) {
            return new TraceChecker(oracles).check(new Trace(header(), lines, true));
        }
    }
}
