package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More migrations than an owner has objects: the driver answers ENOSPC, the VMM waits, and no migration starves. */
class MigrationQueueTest {
    private static final int OBJECTS = 3;
    private static final int VFS = 24;

    /** How those are kept that wait. */
    private interface Waiting {
        void ask(MigrationQueue.Candidate candidate);

        void roomMade();
    }

    /** Many VFs that ask again and again, and an owner with few objects. */
    private static final class Rush {
        private final VirtualTime time = new VirtualTime();
        private final Host host = new Host(
                PfConfig.of(VFS).withLimits(OBJECTS, OBJECTS),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT,
                time,
                HostObserver.NONE);
        private final Waiting queue;
        private final SplittableRandom random;
        private final List<Integer> asked = new ArrayList<>();
        private final List<Integer> begun = new ArrayList<>();
        private int most;

        Rush(Waiting queue, long seed) {
            this.queue = queue;
            this.random = new SplittableRandom(seed);
        }

        /** A VF is to be saved, and once more when that is done, so many times. */
        void ask(int vf, int times) {
            asked.add(vf);
            queue.ask(new MigrationQueue.Candidate() {
                @Override
                public void begin() throws ErrnoException {
                    host.driver(vf).setState(MigrationState.PRE_COPY);
                    begun.add(vf);
                    most = Math.max(most, host.owner().objects());
                    time.after(random.nextLong(1, 50_000_000), () -> end(vf, times - 1));
                }

                @Override
                public void failed(ErrnoException why) {
                    throw new AssertionError(why);
                }
            });
        }

        private void end(int vf, int times) {
            host.driver(vf).reset();
            if (times > 0) {
                ask(vf, times);
            }
            queue.roomMade();
        }

        void run(int times) {
            IntStream.range(0, VFS).forEach(vf -> ask(vf, times));
            time.pass(Duration.ofSeconds(60));
        }
    }

    private static Waiting fair() {
        MigrationQueue queue = new MigrationQueue();
        return new Waiting() {
            @Override
            public void ask(MigrationQueue.Candidate candidate) {
                queue.ask(candidate);
            }

            @Override
            public void roomMade() {
                queue.roomMade();
            }
        };
    }

    /** The last request goes first. */
    private static Waiting unfair() {
        Deque<MigrationQueue.Candidate> stack = new ArrayDeque<>();
        return new Waiting() {
            @Override
            public void ask(MigrationQueue.Candidate candidate) {
                stack.addFirst(candidate);
                roomMade();
            }

            @Override
            public void roomMade() {
                while (!stack.isEmpty()) {
                    MigrationQueue.Candidate next = stack.removeFirst();
                    try {
                        next.begin();
                    } catch (ErrnoException full) {
                        stack.addFirst(next);
                        return;
                    }
                }
            }
        };
    }

    /** Every migration begins, after earlier requests only. */
    private static void requireFair(Rush rush, int times) {
        assertThat(rush.begun).hasSize(VFS * times);
        assertThat(rush.begun).isEqualTo(rush.asked);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void waitingMigrationsBeginInTheOrderInWhichTheyAsked(long seed) {
        Rush rush = new Rush(fair(), seed);
        rush.run(20);
        requireFair(rush, 20);
        assertThat(rush.most).isEqualTo(OBJECTS);
        assertThat(rush.host.owner().objects()).isZero();
    }

    @Test
    void queueThatServesTheLastFirstIsFoundOut() {
        Rush rush = new Rush(unfair(), 1);
        rush.run(20);
        assertThatThrownBy(() -> requireFair(rush, 20)).isInstanceOf(AssertionError.class);
        int secondRoundOfAny = VFS;
        assertThat(rush.begun.subList(0, secondRoundOfAny).stream().distinct().count())
                .as("VFs among the first %d to begin: some begin again while others have not begun", VFS)
                .isLessThan(VFS);
    }

    @Test
    void candidateThatFailsOtherwiseLeavesTheQueue() {
        MigrationQueue queue = new MigrationQueue();
        List<String> told = new ArrayList<>();
        boolean[] full = {true};
        queue.ask(candidate(told, "first", full, Errno.EIO));
        queue.ask(candidate(told, "second", full, null));
        assertThat(queue.waiting()).isEqualTo(2);
        full[0] = false;
        queue.roomMade();
        assertThat(told).containsExactly("first EIO", "second");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void withdrawnMigrationBlocksNoOther() {
        MigrationQueue queue = new MigrationQueue();
        List<String> told = new ArrayList<>();
        MigrationQueue.Candidate first = candidate(told, "first", new boolean[] {true}, null);
        queue.ask(first);
        queue.ask(candidate(told, "second", new boolean[] {false}, null));
        assertThat(told).isEmpty();
        assertThat(queue.withdraw(first)).isTrue();
        assertThat(told).containsExactly("second");
        assertThat(queue.withdraw(first)).isFalse();
    }

    private static MigrationQueue.Candidate candidate(
            List<String> told, String name, boolean[] full, @org.jspecify.annotations.Nullable Errno failure) {
        return new MigrationQueue.Candidate() {
            @Override
            public void begin() throws ErrnoException {
                if (full[0]) {
                    throw new ErrnoException(Errno.ENOSPC, "full");
                }
                if (failure != null) {
                    throw new ErrnoException(failure, "broken");
                }
                told.add(name);
            }

            @Override
            public void failed(ErrnoException why) {
                told.add(name + " " + why.errno());
            }
        };
    }
}
