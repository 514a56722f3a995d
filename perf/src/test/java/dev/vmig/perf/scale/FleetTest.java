package dev.vmig.perf.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The fleet measures what it reports: all VFs walk, and none has a thread. */
class FleetTest {
    @Test
    void walkersAreInAllStatesAndAllOfThemAdvance() throws ErrnoException {
        FleetRun run = new FleetRun(120, 40);
        run.spread();
        assertThat(run.walkers().stream().map(Walker::state).collect(Collectors.toSet()))
                .isEqualTo(EnumSet.complementOf(EnumSet.of(MigrationState.ERROR)));
        // PRE_COPY, PRE_COPY_P2P, STOP_COPY and RESUMING hold an object each: four of eight steps.
        assertThat(run.objects()).isEqualTo(60);
        List<MigrationState> before = run.walkers().stream().map(Walker::state).toList();
        for (int i = 0; i < Walker.ROUND.size(); i++) {
            run.tick();
        }
        assertThat(run.walkers().stream().map(Walker::state).toList()).isEqualTo(before);
    }

    @Test
    void noVfHasAThread() throws ErrnoException {
        Thread[] before = new Thread[1_000];
        int count = Thread.enumerate(before);
        FleetRun run = new FleetRun(80, 40);
        run.spread();
        assertThat(Thread.activeCount()).isLessThan(count + 80);
    }

    @Test
    void fitTellsALineFromACurve() {
        List<Integer> xs = List.of(1, 2, 5, 10);
        LinearFit line = LinearFit.of(xs, x -> x, x -> 3.0 * x + 1);
        assertThat(line.slope()).isCloseTo(3, within(1e-9));
        assertThat(line.intercept()).isCloseTo(1, within(1e-9));
        assertThat(line.rSquared()).isCloseTo(1, within(1e-9));
        assertThat(LinearFit.of(xs, x -> x, x -> (double) x * x).rSquared()).isLessThan(0.97);
    }
}
