package dev.vmig.admin;

import static dev.vmig.admin.Fixture.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.CallGate;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** K-8: what a reader finds that comes while a record is added. */
class RecordVisibilityTest {
    private static final int RECORD = RecordHeader.LENGTH + 5;

    private final ScriptedOwner device = new ScriptedOwner();
    private final AtomicInteger between = new AtomicInteger();
    private Runnable reader = () -> {};

    private SavingSession session(DriverProfile profile) throws ErrnoException {
        AdminCommandClient client = new AdminCommandClient(device, profile);
        client.listUse(GroupType.SR_IOV, ScriptedOwner.ALL);
        PartObject object = new PartObject(client, new ObjectIds(client, 1, profile), 1, 0);
        return new SavingSession(
                object,
                new SessionContext(
                        new CallGate(() -> {}, profile.has(Quirk.K_5)),
                        () -> MigrationState.PRE_COPY,
                        profile,
                        DriverOptions.DEFAULT,
                        InstantSource.system(),
                        () -> {
                            throw new AssertionError("a source describes no target");
                        },
                        () -> {
                            between.incrementAndGet();
                            reader.run();
                        }));
    }

    @Test
    @DisplayName("contract side of K-8: there is no point between header and image")
    void whole() throws ErrnoException {
        SavingSession file = session(DriverProfile.CONTRACT);
        file.saveInitial(() -> {});
        assertThat(between).hasValue(0);
        assertThat(Fixture.read(file, 100)).hasSize(RECORD);
    }

    @Test
    @DisplayName("K-8: Linux has such a point, where a reader finds the header alone, and then nothing")
    void linuxShowsTheHeader() throws ErrnoException {
        SavingSession file = session(DriverProfile.LINUX);
        reader = () -> {
            try {
                assertThat(Fixture.read(file, 100)).hasSize(RecordHeader.LENGTH);
            } catch (ErrnoException e) {
                throw new AssertionError(e);
            }
            assertErrno(Errno.ENOMSG, () -> Fixture.read(file, 100));
        };
        file.saveInitial(() -> {});
        assertThat(between).hasValue(1);
        assertThat(Fixture.read(file, 100)).isEqualTo(Fixture.bytes("image"));
    }

    @Test
    @Timeout(60)
    @DisplayName("contract side of K-8: a thread that reads all the time finds whole records only")
    void manyThreads() throws Exception {
        SavingSession file = session(DriverProfile.CONTRACT);
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService threads = Executors.newSingleThreadExecutor();
        Future<Integer> reading = threads.submit(() -> {
            int halves = 0;
            byte[] buffer = new byte[1 << 20];
            while (!over.get()) {
                try {
                    halves += file.read(buffer, 0, buffer.length) % RECORD == 0 ? 0 : 1;
                } catch (ErrnoException nothing) {
                    halves += nothing.errno() == Errno.ENOMSG ? 0 : 1;
                }
            }
            return halves;
        });
        for (int i = 0; i < 50_000; i++) {
            file.saveInitial(() -> {});
        }
        over.set(true);
        assertThat(reading.get(30, TimeUnit.SECONDS)).isZero();
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }
}
