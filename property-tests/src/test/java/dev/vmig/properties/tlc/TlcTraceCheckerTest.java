package dev.vmig.properties.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.samples.record.SimulatedMigration;
import dev.vmig.spec.SpecFiles;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Completion;
import dev.vmig.trace.TraceEvent.Interrupt;
import dev.vmig.trace.TraceEvent.Reset;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.TraceReader;
import dev.vmig.trace.tlc.TlcOpinion;
import dev.vmig.trace.tlc.TlcTraceChecker;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.trace.walk.TraceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** TLC, by itself, comes to the same event as the checker of traces. */
class TlcTraceCheckerTest {
    private static final SpecOracles ORACLES = SpecOracles.bundled();
    private static final TraceChecker CHECKER = new TraceChecker(ORACLES);
    private static final TlcTraceChecker TLC = new TlcTraceChecker(SpecFiles.bundled());
    private static final String SOURCE = "source/vf0";

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    private static Trace whole() {
        List<TraceEvent> events = new ArrayList<>();
        SimulatedMigration.DEFAULT.run(events::add);
        return trace(SimulatedMigration.DEFAULT.header(), events);
    }

    private static Trace trace(TraceHeader header, List<TraceEvent> events) {
        List<Trace.Line> lines = new ArrayList<>();
        events.forEach(event -> lines.add(new Trace.Line(lines.size() + 2, event)));
        return new Trace(header, lines, true);
    }

    /** The events of the source of a migration, changed. */
    private static Trace source(UnaryOperator<List<TraceEvent>> change) {
        Trace whole = whole();
        List<TraceEvent> events = new ArrayList<>();
        whole.lines().stream()
                .map(Trace.Line::event)
                .filter(event -> event.device().equals(SOURCE))
                .forEach(events::add);
        TraceHeader header = TraceHeader.of(
                1,
                whole.header().devices().stream()
                        .filter(device -> device.name().equals(SOURCE))
                        .toList());
        return trace(header, change.apply(events));
    }

    private static int first(List<TraceEvent> events, Class<? extends TraceEvent> kind, int from) {
        for (int i = from; i < events.size(); i++) {
            if (kind.isInstance(events.get(i))) {
                return i;
            }
        }
        throw new IllegalArgumentException("no " + kind);
    }

    private static void assertAgrees(Trace trace, boolean holds) throws InterruptedException {
        TraceReport report = CHECKER.check(trace);
        assertThat(report.holds()).isEqualTo(holds);
        assertThat(TLC.check(trace, report)).isNotEmpty().allMatch(TlcOpinion::agrees);
    }

    @Test
    void recordedMigrationIsABehaviour() throws InterruptedException {
        assertAgrees(whole(), true);
    }

    @Test
    void answerThatWasLeftOutIsMissed() throws InterruptedException {
        assertAgrees(
                source(events -> {
                    events.remove(first(events, Completion.class, 0));
                    return events;
                }),
                false);
    }

    @Test
    void stateThatWasNotReachedIsRejected() throws InterruptedException {
        assertAgrees(
                source(events -> {
                    int at = first(events, SetStateDone.class, 0);
                    SetStateDone done = (SetStateDone) events.get(at);
                    events.set(at, new SetStateDone(done.at(), done.device(), done.errno(), "STOP", done.dataFile()));
                    return events;
                }),
                false);
    }

    @Test
    void fileThatDidNotComeBackIsMissed() throws InterruptedException {
        assertAgrees(
                source(events -> {
                    int at = first(events, SetStateDone.class, 0);
                    SetStateDone done = (SetStateDone) events.get(at);
                    events.set(
                            at,
                            new SetStateDone(done.at(), done.device(), done.errno(), done.state(), !done.dataFile()));
                    return events;
                }),
                false);
    }

    @Test
    void secondCallBeforeTheAnswerIsRejected() throws InterruptedException {
        assertAgrees(
                source(events -> {
                    int at = first(events, SetState.class, 0);
                    events.add(at + 1, events.get(at));
                    return events;
                }),
                false);
    }

    @Test
    void interruptAtTheEndOfAStoppedSourceIsRejected() throws InterruptedException {
        assertAgrees(
                source(events -> {
                    events.add(new Interrupt(Long.MAX_VALUE, SOURCE));
                    return events;
                }),
                false);
    }

    @Test
    void resetWithoutAFunctionLevelResetIsRejected() throws InterruptedException {
        assertAgrees(
                source(events -> {
                    events.add(new Reset(Long.MAX_VALUE, SOURCE));
                    events.add(new ResetDone(Long.MAX_VALUE, SOURCE, "RUNNING"));
                    return events;
                }),
                false);
    }

    /** Any driver is held to VfioMigration. */
    @Test
    void otherDriversAreHeldToTheContract() throws InterruptedException, TraceFormatException {
        String head = "{\"vmigTrace\":1,\"seed\":1,\"devices\":[{\"name\":\"d\",\"driver\":\"any\",\"features\":7}]}\n";
        String asks = "{\"event\":\"set_state\",\"at\":1,\"device\":\"d\",\"requested\":\"STOP_COPY\"}\n";
        String done =
                "{\"event\":\"set_state_done\",\"at\":2,\"device\":\"d\",\"errno\":\"%s\",\"state\":\"%s\",\"dataFile\":%s}\n";
        String reads = "{\"event\":\"read\",\"at\":3,\"device\":\"d\",\"length\":16,\"errno\":\"%s\",\"bytes\":%d}\n";
        String good = head + asks + done.formatted("0", "STOP_COPY", true) + reads.formatted("0", 16);
        assertAgrees(TraceReader.read("good", good), true);
        assertAgrees(TraceReader.read("failed", head + asks + done.formatted("EIO", "STOP", false)), true);
        assertAgrees(TraceReader.read("astray", head + asks + done.formatted("EIO", "RESUMING", false)), false);
        assertAgrees(TraceReader.read("enomsg", good + reads.formatted("ENOMSG", 0)), false);
    }

    /** It is an opinion of its own: what the other has said wrongly is noticed. */
    @Test
    void disagreementIsNoticed() throws InterruptedException {
        Trace trace = source(events -> events);
        TraceReport right = CHECKER.check(trace);
        TraceReport.DeviceReport device = right.devices().get(0);
        Trace damaged = source(events -> {
            events.remove(first(events, Completion.class, 0));
            return events;
        });
        assertThat(TLC.check(damaged, right)).noneMatch(TlcOpinion::agrees).allMatch(opinion -> !opinion.reached());
        TraceReport.Place rejected =
                CHECKER.check(damaged).devices().get(0).rejected().orElseThrow();
        TraceReport wrong = new TraceReport(
                List.of(new TraceReport.DeviceReport(device.name(), 5, Optional.of(rejected), true)), true);
        assertThat(TLC.check(trace, wrong)).noneMatch(TlcOpinion::agrees).allMatch(TlcOpinion::reached);
    }
}
