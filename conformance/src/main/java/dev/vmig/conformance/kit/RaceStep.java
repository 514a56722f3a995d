package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Trait;
import dev.vmig.fsm.DeadlockException;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.apache.commons.lang3.concurrent.BasicThreadFactory;

/**
 * Makes calls from two threads at the same time, many times on new devices. Each outcome has to be that of one call after
 * the other, which the same driver has shown before in one thread.
 */
final class RaceStep {
    private static final String RULE = "VMIG-SES-014";
    private static final long LIMIT_SECONDS = 10;
    /** Iterations by which one thread begins later than the other, more with each attempt. */
    private static final int STEP = 200;

    private final Context context;
    private final Supplier<Bench> fresh;

    /** @param fresh opens new devices, the same ones each time */
    RaceStep(Context context, Supplier<Bench> fresh) {
        this.context = context;
        this.fresh = fresh;
    }

    /** Has the calls made, {@code attempts} times. */
    void run(Race race, int attempts) {
        if (!context.shape.traits().contains(Trait.CALLS_FROM_THREADS) || !race.isPossible(context.features())) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(
                2,
                BasicThreadFactory.builder().namingPattern("vmig race").daemon().build());
        try {
            List<RaceOutcome> orders = new ArrayList<>();
            for (int before = 0; before <= race.times(); before += race.timesOfSecond() == 1 ? 1 : race.times()) {
                orders.add(oneAfterTheOther(race, before));
            }
            boolean contents = oneAfterTheOther(race, 0).isRepeatedBy(orders.get(0));
            for (int attempt = 0; attempt < attempts && !context.isOver(); attempt++) {
                judge(atTheSameTime(race, attempt, threads), orders, contents);
            }
        } catch (ErrnoException | RacingDevice.UnjudgedException e) {
            // The device does not come into the state, or answers by less than it might: other scenarios judge that.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private void judge(Optional<RaceOutcome> seen, List<RaceOutcome> orders, boolean contents) {
        seen.ifPresent(outcome -> {
            boolean held = orders.stream().anyMatch(inOrder -> outcome.isThat(inOrder, contents));
            if (held) {
                context.check(RULE, true, "", "");
                return;
            }
            boolean onlyBytesDiffer = orders.stream().anyMatch(inOrder -> outcome.isThat(inOrder, false));
            context.check(
                    RULE,
                    false,
                    onlyBytesDiffer
                            ? outcome + "; the bytes that both threads and the rest got are not those of the stream"
                            : outcome,
                    orders.stream().map(RaceOutcome::toString).distinct().collect(Collectors.joining("; or ")));
        });
    }

    /** The outcome if the second thread makes its calls after some calls of the first. */
    private RaceOutcome oneAfterTheOther(Race race, int before) throws ErrnoException {
        RacingDevice device = opened(race);
        RacingDevice.Caller one = new RacingDevice.Caller();
        RacingDevice.Caller two = new RacingDevice.Caller();
        call(race.first(), before, device, one);
        call(race.second(), race.timesOfSecond(), device, two);
        call(race.first(), race.times() - before, device, one);
        return device.outcome(one, two, sameBytes());
    }

    private Optional<RaceOutcome> atTheSameTime(Race race, int attempt, ExecutorService threads)
            throws ErrnoException, InterruptedException {
        RacingDevice device = opened(race);
        RacingDevice.Caller one = new RacingDevice.Caller();
        RacingDevice.Caller two = new RacingDevice.Caller();
        AtomicInteger ready = new AtomicInteger();
        int delay = attempt / 2 * STEP;
        boolean firstIsLate = attempt % 2 == 1;
        Future<?> first = threads.submit(() -> {
            begin(ready, firstIsLate ? delay : 0);
            call(race.first(), race.times(), device, one);
        });
        Future<?> second = threads.submit(() -> {
            begin(ready, firstIsLate ? 0 : delay);
            call(race.second(), race.timesOfSecond(), device, two);
        });
        boolean firstEnded = ended(first, one);
        return ended(second, two) && firstEnded ? Optional.of(device.outcome(one, two, sameBytes())) : Optional.empty();
    }

    /** Waits until both threads are here, without sleeping, since they must go on at the same time. */
    private static void begin(AtomicInteger ready, int delay) {
        ready.incrementAndGet();
        while (ready.get() < 2 && !Thread.currentThread().isInterrupted()) {
            Thread.onSpinWait();
        }
        for (int i = 0; i < delay; i++) {
            Thread.onSpinWait();
        }
    }

    /** Waits for a thread. False if its calls are not judged, or one has no answer, which ends the run. */
    private boolean ended(Future<?> calls, RacingDevice.Caller caller) throws InterruptedException {
        try {
            calls.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            return true;
        } catch (TimeoutException e) {
            context.lose("no answer: a call did not return within " + LIMIT_SECONDS + " s");
            return false;
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof RacingDevice.UnjudgedException) {
                return false;
            } else if (cause instanceof DeadlockException || cause instanceof StepBudget.ExhaustedException) {
                context.lose("no answer: " + cause.getMessage());
                return false;
            }
            caller.note("no errno: " + cause);
            return true;
        }
    }

    private RacingDevice opened(Race race) throws ErrnoException {
        Bench bench = fresh.get();
        int calls = race.times() + race.timesOfSecond();
        bench.ports().budget().ifPresent(budget -> budget.allow(calls * StepBudget.OF_A_CALL));
        context.count(calls);
        return RacingDevice.opened(bench, race.state());
    }

    private boolean sameBytes() {
        return context.shape.traits().contains(Trait.SAME_STATE_SAME_BYTES);
    }

    private static void call(Race.Act act, int times, RacingDevice device, RacingDevice.Caller caller) {
        for (int i = 0; i < times; i++) {
            try {
                caller.note(act.step().on(device, caller));
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EAGAIN) {
                    throw new RacingDevice.UnjudgedException();
                }
                caller.note(e.errno().toString());
            }
        }
    }
}
