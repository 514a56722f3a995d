package dev.vmig.properties.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.fsm.DeadlockException;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class VirtualTasksTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> happened = new ArrayList<>();

    /** What an event that waits cannot do: the one that began first ends first. */
    @Test
    void tasksThatWaitLetEachOtherGoOn() {
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            tasks.spawn("a", () -> walk("a", 10, 10));
            tasks.spawn("b", () -> walk("b", 5, 20));
            tasks.joinAll();
        }
        assertThat(happened).containsExactly("b at 5", "a at 10", "a at 20", "b at 25");
    }

    @Test
    void eventsHappenBetweenTheStepsOfTasks() {
        time.after(7, () -> happened.add("event at " + time.nanoTime()));
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            tasks.spawn("a", () -> walk("a", 5, 5));
            time.pass(Duration.ofNanos(8));
            assertThat(happened).containsExactly("a at 5", "event at 7");
            tasks.joinAll();
        }
        assertThat(happened).endsWith("a at 10");
    }

    @Test
    void waitingEndsWhenTheLimitHasPassedAndNotBefore() {
        boolean[] flag = {false};
        List<Object> answers = new ArrayList<>();
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            tasks.spawn("limited", () -> {
                answers.add(time.runUntil(() -> flag[0], Duration.ofNanos(30)));
                answers.add(time.nanoTime());
                answers.add(time.runUntil(() -> flag[0], Duration.ofNanos(30)));
                answers.add(time.nanoTime());
            });
            time.after(50, () -> flag[0] = true);
            tasks.joinAll();
        }
        assertThat(answers).containsExactly(false, 30L, true, 50L);
    }

    /** What is due at the very end of a wait still counts, as it does outside tasks. */
    @Test
    void eventAtTheLimitIsInTime() {
        List<Boolean> answers = new ArrayList<>();
        boolean[] flag = {false};
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            time.after(30, () -> {});
            time.after(30, () -> flag[0] = true);
            tasks.spawn("limited", () -> answers.add(time.runUntil(() -> flag[0], Duration.ofNanos(30))));
            tasks.joinAll();
        }
        assertThat(answers).containsExactly(true);
    }

    @Test
    void tasksThatCanGoOnDoSoInTheOrderInWhichTheyBeganToWaitOrInADrawnOne() {
        assertThat(starts(VirtualTasks.in(time))).containsExactly("0", "1", "2", "3", "4", "5", "6", "7");
        List<String> drawn = starts(VirtualTasks.drawn(time, new SplittableRandom(1)));
        assertThat(drawn)
                .isEqualTo(starts(VirtualTasks.drawn(time, new SplittableRandom(1))))
                .isNotEqualTo(starts(VirtualTasks.drawn(time, new SplittableRandom(2))));
    }

    private static List<String> starts(VirtualTasks opened) {
        List<String> order = new ArrayList<>();
        try (VirtualTasks tasks = opened) {
            for (int i = 0; i < 8; i++) {
                String name = Integer.toString(i);
                tasks.spawn(name, () -> order.add(name));
            }
            tasks.joinAll();
        }
        return order;
    }

    @Test
    void exceptionOfATaskIsThrownByJoin() {
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            VirtualTask failing = tasks.spawn("failing", () -> {
                time.pass(Duration.ofNanos(5));
                throw new IllegalStateException("no more");
            });
            VirtualTask joining = tasks.spawn("joining", failing::join);
            assertThatThrownBy(failing::join)
                    .isInstanceOf(TaskFailedException.class)
                    .hasMessage("failing: java.lang.IllegalStateException: no more");
            assertThatThrownBy(joining::join).hasRootCauseMessage("no more");
            assertThatThrownBy(tasks::joinAll)
                    .hasMessageStartingWith("failing: ")
                    .satisfies(first -> assertThat(first.getSuppressed()).hasSize(1));
        }
    }

    @Test
    void deadlockNamesTheTasksAndWhatTheyWaitFor() {
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            VirtualTask[] first = new VirtualTask[1];
            VirtualTask second = tasks.spawn("second", () -> first[0].join());
            first[0] = tasks.spawn("first", second::join);
            tasks.spawn("third", () -> time.await("better days", () -> false));
            assertThatThrownBy(tasks::joinAll)
                    .isInstanceOf(DeadlockException.class)
                    .hasMessage("nothing is due: the caller waits for the end of second; second waits for the end of"
                            + " first; first waits for the end of second; third waits for better days");
        }
        assertThatThrownBy(() -> time.await("anything", () -> false))
                .hasMessage("nothing is due: the caller waits for anything");
    }

    /** Tasks that still wait are unwound, and those that have not begun never do. */
    @Test
    void noThreadOutlivesItsTasks() {
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            tasks.spawn("unwound task", () -> {
                try {
                    time.pass(Duration.ofDays(1));
                    happened.add("a day later");
                } finally {
                    happened.add("unwound");
                }
            });
            time.pass(Duration.ofNanos(1));
            assertThat(taskThreads()).containsExactly("unwound task");
            tasks.spawn("unbegun task", () -> happened.add("begun"));
        }
        assertThat(happened).containsExactly("unwound");
        assertThat(taskThreads()).isEmpty();
        time.pass(Duration.ofDays(2));
        assertThat(happened).containsExactly("unwound");
    }

    private static Stream<String> taskThreads() {
        return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).filter(name -> name.endsWith(" task"));
    }

    private void walk(String name, int... steps) {
        for (int nanos : steps) {
            time.pass(Duration.ofNanos(nanos));
            happened.add(name + " at " + time.nanoTime());
        }
    }
}
