package dev.vmig.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads on drivers that share an owner; everything else about concurrency is tested on a schedule. */
@Timeout(300)
class StressTest {
    private static final int VFS = 4;
    private static final int LIMIT = 4;

    /** What a call may be answered with while others call, reset and close; nothing else is an answer of the uAPI. */
    private static final Set<Errno> EXPECTED =
            EnumSet.of(Errno.EBUSY, Errno.EIO, Errno.EINVAL, Errno.ENODEV, Errno.ENOMSG, Errno.EBADF, Errno.ENOSPC);

    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ConcurrentOwner device = new ConcurrentOwner(LIMIT, 23);
    private final DevicePartsOwner owner = DevicePartsOwner.setUp(device, DriverProfile.CONTRACT);
    private final AtomicInteger functionResets = new AtomicInteger();
    private final Queue<String> findings = new ConcurrentLinkedQueue<>();

    private final class Vf {
        final VirtioDriver driver;
        final Queue<DataFile> files = new ConcurrentLinkedQueue<>();
        final AtomicReference<@Nullable DataFile> newest = new AtomicReference<>();

        Vf(int index) {
            driver = new VirtioDriver(
                    owner, index, functionResets::incrementAndGet, InstantSource.system(), DriverOptions.DEFAULT);
        }

        void setState(Random random) throws ErrnoException {
            MigrationState[] states = MigrationState.values();
            driver.setState(states[random.nextInt(states.length)]).ifPresent(file -> {
                files.add(file);
                newest.set(file);
            });
        }

        /** A read finds whole records: the buffer is larger than what one session can hold. */
        void read(Random random) throws ErrnoException {
            DataFile file = newest.get();
            if (file == null) {
                return;
            }
            byte[] buffer = new byte[1 << 16];
            int count = file.read(buffer, 0, buffer.length);
            int record = RecordHeader.LENGTH + ConcurrentOwner.IMAGE.length;
            if (count % record != 0) {
                findings.add("a read of %d bytes, records are %d".formatted(count, record));
            }
            if (random.nextInt(8) == 0) {
                file.precopyInfo();
            }
        }

        void write(Random random) throws ErrnoException {
            DataFile file = newest.get();
            if (file != null) {
                byte[] record = Fixture.image("parts");
                int cut = random.nextInt(record.length);
                file.write(record, 0, cut);
                file.write(record, cut, record.length - cut);
            }
        }

        void look() throws ErrnoException {
            driver.state();
            driver.stopCopyLength();
            Ledger ledger = driver.ledger();
            if (ledger.objectIds().size() != ledger.openSessions()) {
                findings.add("between calls: " + ledger);
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(Random random) throws ErrnoException;
    }

    private Callable<Void> repeat(int seed, int rounds, CyclicBarrier start, Step step) {
        return () -> {
            Random random = new Random(seed);
            start.await(30, TimeUnit.SECONDS);
            for (int i = 0; i < rounds; i++) {
                try {
                    step.take(random);
                } catch (ErrnoException answered) {
                    if (!EXPECTED.contains(answered.errno())) {
                        findings.add(String.valueOf(answered.getMessage()));
                    }
                }
            }
            return null;
        };
    }

    private void run(List<Step> steps, int rounds) throws Exception {
        CyclicBarrier start = new CyclicBarrier(steps.size());
        List<Future<Void>> running = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            running.add(threads.submit(repeat(i, rounds, start, steps.get(i))));
        }
        for (Future<Void> each : running) {
            each.get(120, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void noThreadIsLeft() throws InterruptedException {
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private void assertNothingIsLeft(List<Vf> vfs) {
        assertThat(findings).isEmpty();
        assertThat(device.violations).isEmpty();
        for (Vf vf : vfs) {
            assertThat(vf.driver.ledger()).isEqualTo(new Ledger(Set.of(), 0, 0));
        }
        // What the device refused to destroy is kept aside, and destroyed when ids run out.
        assertThat(owner.takenIds()).hasSize(device.objects.size());
    }

    @Test
    @DisplayName("statements 52, 105, 107, 108, 113: set-state, read, write, queries and resets of many threads")
    @Tag("L-107")
    @Tag("L-52")
    @Tag("L-105")
    @Tag("L-108")
    @Tag("L-113")
    void callsAndResets() throws Exception {
        List<Vf> vfs = new ArrayList<>();
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < VFS; i++) {
            Vf vf = new Vf(i);
            vfs.add(vf);
            steps.add(vf::setState);
            steps.add(vf::setState);
            steps.add(vf::read);
            steps.add(vf::write);
            steps.add(random -> vf.look());
        }
        steps.add(random -> vfs.get(random.nextInt(VFS)).driver.reset());
        run(steps, 1_500);

        for (Vf vf : vfs) {
            int before = functionResets.get();
            vf.driver.reset();
            assertThat(functionResets.get()).isEqualTo(before + 1);
            assertThat(vf.driver.state()).isEqualTo(MigrationState.RUNNING);
        }
        assertThat(device.applied.get()).as("some writes have loaded images").isPositive();
        assertNothingIsLeft(vfs);
        allIdsCanBeHad(vfs);
    }

    /** Every id is free, or becomes so when it is needed. */
    private void allIdsCanBeHad(List<Vf> vfs) throws ErrnoException {
        List<PartObject> objects = new ArrayList<>();
        for (int tries = 0; objects.size() < LIMIT && tries < 100; tries++) {
            try {
                objects.add(owner.create(VFS + 1, PartsObjectKind.GET, () -> {}));
            } catch (ErrnoException refused) {
                assertThat(refused.errno()).isIn(Errno.EBUSY, Errno.ENOSPC); // One command in 23 is refused.
            }
        }
        assertThat(device.objects).hasSize(LIMIT);
        assertThat(device.violations).isEmpty();
        assertThat(vfs)
                .allSatisfy(vf -> assertThat(vf.driver.ledger().objectIds()).isEmpty());
    }

    @Test
    @DisplayName("close while sessions are open and resets come: everything is given back, and ENODEV from then on")
    @Tag("L-58")
    void closes() throws Exception {
        for (int round = 0; round < 40; round++) {
            List<Vf> vfs = List.of(new Vf(0), new Vf(1));
            List<Step> steps = new ArrayList<>();
            for (Vf vf : vfs) {
                AtomicInteger turns = new AtomicInteger(10);
                steps.add(vf::setState);
                steps.add(vf::write);
                steps.add(vf::read);
                steps.add(random -> vf.driver.reset());
                steps.add(random -> {
                    if (turns.decrementAndGet() == 0) {
                        vf.driver.close();
                    }
                });
            }
            run(steps, 40);
            for (Vf vf : vfs) {
                vf.driver.close();
                Fixture.assertErrno(Errno.ENODEV, vf.driver::state);
                for (DataFile file : vf.files) {
                    Fixture.assertErrno(Errno.ENODEV, () -> Fixture.read(file, 1));
                }
            }
            assertNothingIsLeft(vfs);
        }
    }
}
