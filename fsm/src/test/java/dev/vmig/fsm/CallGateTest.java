package dev.vmig.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CallGateTest {
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final CallGate gate = new CallGate(() -> events.add("reset"));
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    /** A call of another thread that has the gate until it is told to leave. */
    private final class Guest {
        private final CountDownLatch entered = new CountDownLatch(1);
        private final CountDownLatch told = new CountDownLatch(1);
        private final Future<?> call;

        Guest(String name) throws InterruptedException {
            call = threads.submit((Callable<?>) () -> gate.during(() -> {
                entered.countDown();
                await(told);
                return events.add(name);
            }));
            await(entered);
        }

        void leave() throws Exception {
            told.countDown();
            call.get(30, TimeUnit.SECONDS);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    @DisplayName("a second thread waits until the call of the first is over")
    void secondWaits() throws Exception {
        Guest first = new Guest("first");
        CountDownLatch asks = new CountDownLatch(1);
        Future<?> second = threads.submit((Callable<?>) () -> {
            asks.countDown();
            return gate.during(() -> events.add("second"));
        });
        await(asks);
        assertThat(events).isEmpty();
        first.leave();
        second.get(30, TimeUnit.SECONDS);
        assertThat(events).containsExactly("first", "second");
    }

    @Test
    @DisplayName("statement 103: a reset does not wait for a call of another thread, which carries it out at its end")
    @Tag("L-103")
    void resetFromAnotherThread() throws Exception {
        Guest call = new Guest("call");
        gate.reset();
        gate.reset();
        assertThat(events).isEmpty();
        assertThat(gate.isOvertaken()).isTrue();
        call.leave();
        assertThat(events).containsExactly("call", "reset");
        assertThat(gate.isOvertaken()).isFalse();
    }

    @Test
    @DisplayName("a look of another thread waits too, and carries out a reset that comes meanwhile (statement 106)")
    @Tag("L-106")
    void lookCarriesOut() {
        assertThat(gate.look(() -> {
                    gate.reset();
                    return "seen";
                }))
                .isEqualTo("seen");
        assertThat(events).containsExactly("reset");
    }

    @Test
    @DisplayName("within a call one may look and reset, and not call again")
    void within() throws ErrnoException {
        gate.during(() -> {
            assertThat(gate.look(() -> 1)).isEqualTo(1);
            gate.reset();
            assertThatIllegalStateException().isThrownBy(() -> gate.during(() -> 2));
            assertThatIllegalStateException().isThrownBy(() -> gate.close(() -> {}));
            return events.add("call");
        });
        assertThat(events).containsExactly("call", "reset");
    }

    @Test
    @DisplayName("statement 105: resets that come while a reset is handled are handled after it, and never lost")
    @Tag("L-105")
    void duringHandling() {
        AtomicInteger handled = new AtomicInteger();
        CallGate[] own = new CallGate[1];
        own[0] = new CallGate(() -> {
            if (handled.incrementAndGet() < 4) {
                own[0].reset();
                own[0].reset();
            }
        });
        own[0].reset();
        assertThat(handled).hasValue(4);
    }

    @Test
    @DisplayName("the gate opens again also if handling a reset throws, and if the call does")
    void opensAgain() throws ErrnoException {
        CallGate broken = new CallGate(() -> {
            throw new IllegalArgumentException("handling");
        });
        assertThatThrownBy(broken::reset).hasMessage("handling");
        assertThat(broken.during(() -> 1)).isEqualTo(1);
        assertThatThrownBy(() -> broken.during(() -> {
                    throw new IllegalArgumentException("call");
                }))
                .hasMessage("call");
        assertThat(broken.during(() -> 2)).isEqualTo(2);
    }

    /** A round has begun when its number is reached; both threads then go at once. */
    private static void await(AtomicInteger round, int number) {
        while (round.get() < number) {
            Thread.onSpinWait();
        }
    }

    @Test
    @DisplayName("statement 105: of resets that race with the end of a call none is lost (real threads)")
    @Tag("L-105")
    void noResetIsLost() throws Exception {
        int rounds = 1_000;
        AtomicInteger handled = new AtomicInteger();
        AtomicInteger round = new AtomicInteger();
        AtomicInteger over = new AtomicInteger();
        CallGate counted = new CallGate(handled::incrementAndGet);
        Future<?> caller = threads.submit((Callable<?>) () -> {
            for (int i = 1; i <= rounds; i++) {
                await(round, i);
                counted.during(() -> 1);
                over.set(i);
            }
            return null;
        });
        try {
            for (int i = 1; i <= rounds; i++) {
                int before = handled.get();
                round.set(i);
                for (int delay = i % 40; delay > 0; delay--) {
                    Thread.onSpinWait();
                }
                counted.reset();
                await(over, i);
                assertThat(handled.get()).as("round %d", i).isEqualTo(before + 1);
            }
        } finally {
            round.set(rounds); // If one was lost: the other thread goes on to its end.
        }
        caller.get(30, TimeUnit.SECONDS);
    }
}
