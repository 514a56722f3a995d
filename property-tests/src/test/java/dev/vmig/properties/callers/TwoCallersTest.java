package dev.vmig.properties.callers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Answer;
import dev.vmig.trace.TraceEvent.GetStateDone;
import dev.vmig.trace.TraceEvent.ReadDone;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceEvent.WriteDone;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A thousand histories of two threads that call one device of the reference at the same time: an order of the calls
 * explains each, and none explains it once an answer is falsified.
 */
class TwoCallersTest {
    private static final int HISTORIES = 1000;
    private static final int CALLS = 6;

    @Test
    void historiesHoldAndFalsifiedOnesDoNot() throws InterruptedException {
        int falsified = 0;
        // Another order of overlapping calls may allow the falsified answer, too; threads decide how often.
        int explained = 0;
        List<String> wrong = new ArrayList<>();
        try (SpecOracles oracles = SpecOracles.bundled()) {
            TraceChecker checker = new TraceChecker(oracles);
            for (int seed = 0; seed < HISTORIES; seed++) {
                List<TraceEvent> history = history(seed);
                TraceReport report = check(checker, history);
                if (!report.holds() || !report.complete() || report.inconclusive() || report.departs()) {
                    wrong.add("seed " + seed + ": " + report + "\n" + history);
                }
                Optional<List<TraceEvent>> damaged = falsify(history, new SplittableRandom(~seed));
                if (damaged.isPresent()) {
                    falsified++;
                    if (check(checker, damaged.get()).holds()) {
                        explained++;
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(explained).isLessThan(HISTORIES / 50);
        assertThat(falsified).isGreaterThan(HISTORIES * 9 / 10);
    }

    private static List<TraceEvent> history(int seed) throws InterruptedException {
        Host host = new Host(
                PfConfig.of(1).withSeed(seed),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(FeatureSet.STOP_COPY_P2P),
                new VirtualTime(),
                HostObserver.NONE);
        host.owner().vf(0).initialise();
        List<TraceEvent> events = Collections.synchronizedList(new ArrayList<>());
        AtomicReference<Optional<DataFile>> file = new AtomicReference<>(Optional.empty());
        SplittableRandom random = new SplittableRandom(seed);
        List<Thread> threads = IntStream.range(0, 2)
                .mapToObj(number ->
                        new Thread(new Caller("caller" + number, host.driver(0), file, events, random.split(), CALLS)))
                .toList();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        return List.copyOf(events);
    }

    private static TraceReport check(TraceChecker checker, List<TraceEvent> events) {
        TraceHeader header = TraceHeader.of(0, List.of(new TraceHeader.Device("vf0", "reference", 3)));
        List<Trace.Line> lines = new ArrayList<>();
        events.forEach(event -> lines.add(new Trace.Line(lines.size() + 2, event)));
        return checker.check(new Trace(header, lines, true));
    }

    /**
     * One answer becomes one that the contract does not allow whatever the order. A write that failed instead is no such
     * answer: a write may fail at any time.
     */
    private static Optional<List<TraceEvent>> falsify(List<TraceEvent> events, SplittableRandom random) {
        List<Integer> answers = IntStream.range(0, events.size())
                .filter(place -> events.get(place) instanceof Answer answer
                        && !(answer instanceof WriteDone done && done.errno().equals("0")))
                .boxed()
                .toList();
        if (answers.isEmpty()) {
            return Optional.empty();
        }
        int place = answers.get(random.nextInt(answers.size()));
        List<TraceEvent> damaged = new ArrayList<>(events);
        damaged.set(place, falsify(events.get(place)));
        return Optional.of(damaged);
    }

    private static TraceEvent falsify(TraceEvent event) {
        if (event instanceof SetStateDone e) {
            return new SetStateDone(e.at(), e.device(), e.caller(), e.errno(), e.state(), !e.dataFile());
        } else if (event instanceof GetStateDone e) {
            return new GetStateDone(e.at(), e.device(), e.caller(), e.errno(), "PRE_COPY");
        } else if (event instanceof ResetDone e) {
            return new ResetDone(e.at(), e.device(), e.caller(), "PRE_COPY");
        } else if (event instanceof ReadDone e) {
            return new ReadDone(e.at(), e.device(), e.caller(), "EPERM", 0);
        } else if (event instanceof WriteDone e) {
            return new WriteDone(e.at(), e.device(), e.caller(), "0", e.pending());
        }
        throw new IllegalArgumentException(event.toString());
    }
}
