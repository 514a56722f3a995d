package dev.vmig.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.device.FaultyBehaviour;
import dev.vmig.samples.record.SimulatedMigration;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Recorded migrations are behaviours of the spec, and damaged ones are not. */
class MigrationTraceTest {
    private final SpecOracles oracles = SpecOracles.bundled();

    @AfterEach
    void close() {
        oracles.close();
    }

    @Test
    void migrationWithPreCopyIsABehaviourOfTheSpec() {
        assertHolds(SimulatedMigration.DEFAULT.withVfs(3));
    }

    @Test
    void migrationWithoutPreCopyIsABehaviourOfTheSpec() {
        assertHolds(SimulatedMigration.DEFAULT.withPlan(MigrationPlan.DEFAULT.withoutPreCopy()));
    }

    /** The device sends one interrupt while it is STOPPED (DP-DEV-19). */
    @Test
    void interruptOfAStoppedDeviceIsRejected() {
        TraceReport report =
                check(SimulatedMigration.DEFAULT.withBroken(FaultyBehaviour.INTERRUPT_WHILE_STOPPED), events -> events);
        assertRejected(report, "an interrupt of the device; the spec allows nothing of a device that is STOPPED");
    }

    @Test
    void dmaOfAStoppedDeviceIsRejected() {
        TraceReport report =
                check(SimulatedMigration.DEFAULT.withBroken(FaultyBehaviour.DMA_WHILE_STOPPED), events -> events);
        assertRejected(report, "a DMA of the device");
    }

    /** A driver that leaves out the mode command of one arc. */
    @Test
    void missingModeCommandIsRejectedAtTheAnswer() {
        TraceReport report =
                check(SimulatedMigration.DEFAULT, events -> without(events, "source/vf0", "DEV_MODE_SET STOPPED"));
        assertRejected(report, "answer 0 in state PRE_COPY_P2P; the spec allows command DEV_MODE_SET STOPPED");
    }

    private static List<TraceEvent> without(List<TraceEvent> events, String device, String command) {
        return events.stream()
                .filter(event -> !event.device().equals(device) || !isAbout(event, command))
                .toList();
    }

    private static boolean isAbout(TraceEvent event, String command) {
        if (event instanceof TraceEvent.Command issued) {
            return issued.command().equals(command);
        }
        return event instanceof TraceEvent.Completion completed
                && completed.command().equals(command);
    }

    private void assertHolds(SimulatedMigration migration) {
        TraceReport report = check(migration, events -> events);
        assertThat(report.devices())
                .allSatisfy(device -> assertThat(device.rejected()).isEmpty());
        assertThat(report.events()).isGreaterThan(30);
    }

    private static void assertRejected(TraceReport report, String what) {
        assertThat(report.devices())
                .anySatisfy(device -> assertThat(device.rejected())
                        .hasValueSatisfying(place ->
                                assertThat(place.rejection().toString()).startsWith(what)));
    }

    private TraceReport check(SimulatedMigration migration, UnaryOperator<List<TraceEvent>> change) {
        List<TraceEvent> events = new ArrayList<>();
        MigrationResult result = migration.run(TestTraces.of(migration.header()).andThen(events::add));
        assertThat(result.failure()).isEmpty();
        List<Trace.Line> lines = new ArrayList<>();
        for (TraceEvent event : change.apply(events)) {
            lines.add(new Trace.Line(lines.size() + 2, event));
        }
        return new TraceChecker(oracles).check(new Trace(migration.header(), lines, true));
    }
}
