package dev.vmig.samples.shapes;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vmig.codec.RecordHeader;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.samples.shapes.SmallDevice.Activity;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is peculiar to each architecture, which the rules for all do not ask. */
class ArchitecturesTest {
    private static final int SIZE = 200;
    private static final int ALL = 1 << 12;
    private static final Duration LONG = Duration.ofMillis(1);

    private final VirtualTime time = new VirtualTime();
    private final StepBudget budget = new StepBudget();
    private final SmallDevice device = new SmallDevice(SIZE, 1, time, budget);

    @BeforeEach
    void anyNumberOfSteps() {
        budget.allow(Integer.MAX_VALUE);
    }

    private static Errno errno(ThrowingCallable call) {
        return catchThrowableOfType(ErrnoException.class, call).errno();
    }

    private static int read(DataFile file) throws ErrnoException {
        return file.read(new byte[ALL], 0, ALL);
    }

    @Test
    @Tag("L-121")
    void hisiBringsMatchDataInPreCopyAndLoadsWhenResumingIsLeft() throws ErrnoException {
        HisiDriver hisi = new HisiDriver(device, Set.of());
        assertThat(errno(() -> hisi.setState(RUNNING_P2P))).isEqualTo(Errno.EINVAL);
        DataFile saving = hisi.setState(PRE_COPY).orElseThrow();
        byte[] stream = new byte[ALL];
        int matching = saving.read(stream, 0, ALL);
        assertThat(matching).isEqualTo(16);
        assertThat(errno(() -> read(saving))).isEqualTo(Errno.ENOMSG);
        hisi.setState(STOP_COPY);
        int all = matching + saving.read(stream, matching, ALL - matching);
        DataFile resuming = hisi.setState(RESUMING).orElseThrow();
        stream[matching]++;
        resuming.write(stream, 0, all);
        assertThat(errno(() -> hisi.setState(STOP))).isEqualTo(Errno.EINVAL);
        assertThat(hisi.state()).isEqualTo(RESUMING);
    }

    @Test
    @Tag("L-121")
    void hisiOfLinuxTakesTheTemporaryEndForTheEnd() throws ErrnoException {
        HisiDriver hisi = new HisiDriver(device, Set.of(DepartureSwitch.K_11));
        DataFile saving = hisi.setState(PRE_COPY).orElseThrow();
        read(saving);
        assertThat(read(saving)).isZero();
    }

    @Test
    void hisiRefusesWhatDoesNotMatchWhileItIsWritten() throws ErrnoException {
        HisiDriver hisi = new HisiDriver(device, Set.of());
        DataFile resuming = hisi.setState(RESUMING).orElseThrow();
        assertThat(errno(() -> resuming.write(new byte[1], 0, 1))).isEqualTo(Errno.EINVAL);
    }

    @Test
    @Tag("L-122")
    void mttyStaysInResumingWhenTheDataAreShort() throws ErrnoException {
        MttyDriver mtty = new MttyDriver(new SmallDevice(MttyDriver.PORTS_SIZE, 1, time, budget), Set.of());
        DataFile saving = mtty.setState(STOP_COPY).orElseThrow();
        byte[] stream = new byte[ALL];
        int all = saving.read(stream, 0, ALL);
        mtty.setState(RESUMING).orElseThrow().write(stream, 0, all - 1);
        assertThat(errno(() -> mtty.setState(STOP))).isEqualTo(Errno.EINVAL);
        assertThat(mtty.state()).isEqualTo(RESUMING);
    }

    @Test
    @Tag("L-123")
    void pdsIsInErrorAfterACommandFailedUntilItIsReset() throws ErrnoException {
        PdsDriver pds = new PdsDriver(device, Set.of());
        device.failNext();
        assertThat(errno(() -> pds.setState(STOP))).isEqualTo(Errno.EIO);
        assertThat(pds.state()).isEqualTo(ERROR);
        for (MigrationState requested : MigrationState.values()) {
            assertThat(errno(() -> pds.setState(requested))).isEqualTo(Errno.EIO);
        }
        pds.reset();
        assertThat(pds.setState(STOP_COPY)).isPresent();
    }

    @Test
    @Tag("L-124")
    void mlx5AnswersEagainUntilTheDeviceHasSaved() throws ErrnoException {
        Mlx5Driver mlx5 = new Mlx5Driver(device, time, Set.of());
        DataFile saving = mlx5.setState(STOP_COPY).orElseThrow();
        assertThat(errno(() -> read(saving))).isEqualTo(Errno.EAGAIN);
        time.pass(LONG);
        assertThat(read(saving)).isEqualTo((int) mlx5.stopCopyLength());
        assertThat(read(saving)).isZero();
    }

    /** H-8: what is on its way is counted, headers included. */
    @Test
    void mlx5CountsWhatItIsSaving() throws ErrnoException {
        Mlx5Driver mlx5 = new Mlx5Driver(device, time, Set.of());
        DataFile saving = mlx5.setState(PRE_COPY).orElseThrow();
        long initial = saving.precopyInfo().initialBytes();
        time.pass(LONG);
        assertThat(read(saving)).isEqualTo((int) initial);
        assertThat(errno(() -> read(saving))).isEqualTo(Errno.ENOMSG);
    }

    @Test
    void mlx5SavesAfterPreCopyOnlyWhatHasChanged() throws ErrnoException {
        device.setUp();
        Mlx5Driver mlx5 = new Mlx5Driver(device, time, Set.of());
        DataFile saving = mlx5.setState(PRE_COPY).orElseThrow();
        time.pass(LONG);
        int whole = read(saving);
        mlx5.setState(STOP_COPY);
        time.pass(LONG);
        assertThat(read(saving)).isPositive().isLessThan(whole / 2);
    }

    @Test
    void mlx5BeginsAnewWhenMostHasChangedAndReportsReinitAfterOptIn() throws ErrnoException {
        for (boolean optedIn : new boolean[] {false, true}) {
            device.setUp();
            Mlx5Driver mlx5 = new Mlx5Driver(device, time, Set.of());
            if (optedIn) {
                mlx5.usePrecopyInfoV2();
            }
            DataFile saving = mlx5.setState(PRE_COPY).orElseThrow();
            time.pass(LONG);
            read(saving);
            device.setUp();
            var info = saving.precopyInfo();
            assertThat(info.reinit()).isEqualTo(optedIn);
            assertThat(optedIn ? info.initialBytes() : info.dirtyBytes()).isEqualTo(mlx5.stopCopyLength());
            assertThat(optedIn ? info.dirtyBytes() : info.initialBytes()).isZero();
        }
    }

    /** The device fails when it is to stop, or when it has stopped and is to save. */
    @ParameterizedTest
    @ValueSource(longs = {0, 15_000})
    void mlx5RunsOnInPreCopyWhenTheFinalSaveFails(long nanos) throws ErrnoException {
        Mlx5Driver mlx5 = new Mlx5Driver(device, time, Set.of());
        DataFile saving = mlx5.setState(PRE_COPY_P2P).orElseThrow();
        time.pass(LONG);
        time.after(nanos, device::failNext);
        assertThat(errno(() -> mlx5.setState(STOP_COPY))).isEqualTo(Errno.EIO);
        assertThat(mlx5.state()).isEqualTo(PRE_COPY_P2P);
        assertThat(device.activity()).isEqualTo(Activity.RESPONDS);
        assertThat(read(saving)).isPositive();
        mlx5.setState(STOP_COPY);
        time.pass(LONG);
        assertThat(read(saving)).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 15_000})
    void hisiRunsOnInPreCopyWhenTheFinalSaveFails(long nanos) throws ErrnoException {
        HisiDriver hisi = new HisiDriver(device, Set.of());
        DataFile saving = hisi.setState(PRE_COPY).orElseThrow();
        time.after(nanos, device::failNext);
        assertThat(errno(() -> hisi.setState(STOP_COPY))).isEqualTo(Errno.EIO);
        assertThat(hisi.state()).isEqualTo(PRE_COPY);
        assertThat(device.activity()).isEqualTo(Activity.RUNS);
        hisi.setState(STOP_COPY);
        assertThat(read(saving)).isEqualTo((int) hisi.stopCopyLength());
    }

    @Test
    void mlx5SkipsOptionalRecordsOfAnySizeWithoutKeepingThem() throws ErrnoException {
        Mlx5Driver mlx5 = new Mlx5Driver(device, time, Set.of());
        byte[] stream = new byte[ALL];
        DataFile saving = mlx5.setState(STOP_COPY).orElseThrow();
        time.pass(LONG);
        int all = saving.read(stream, 0, ALL);
        DataFile resuming = mlx5.setState(RESUMING).orElseThrow();
        byte[] optional = new byte[RecordHeader.LENGTH];
        for (int size : new int[] {0, 5}) {
            RecordHeader.encode(optional, 0, size, RecordHeader.FLAG_OPTIONAL, 7);
            resuming.write(optional, 0, optional.length);
            resuming.write(new byte[size], 0, size);
        }
        resuming.write(stream, 0, all);
        RecordHeader.encode(optional, 0, -1, RecordHeader.FLAG_OPTIONAL, 7);
        resuming.write(optional, 0, optional.length);
        resuming.write(stream, 0, all);
        assertThat(mlx5.holdings().bytes()).isZero();
        assertThat(errno(() -> mlx5.setState(STOP))).isEqualTo(Errno.EINVAL);
    }

    @Test
    void resetDuringACallWaitsForItsEnd() throws ErrnoException {
        PlainDriver plain = new PlainDriver(device);
        time.after(1, plain::reset);
        assertThat(errno(() -> plain.setState(STOP_COPY))).isEqualTo(Errno.EIO);
        assertThat(plain.state()).isEqualTo(RUNNING);
        assertThat(device.activity()).isEqualTo(Activity.RUNS);
        assertThat(plain.holdings().sessions()).isZero();
    }

    /** Each state of the uAPI says what may be active; L-109 for other architectures. */
    @ParameterizedTest
    @MethodSource("dev.vmig.samples.shapes.ShapesTest#kinds")
    void deviceIsAsActiveAsItsStateSays(Kind kind) throws ErrnoException {
        SmallDevice walked = new SmallDevice(kind.stateSize(), 1, time, budget);
        BasicDriver driver = kind.maker().make(walked, time, Set.of());
        Random random = new Random(1);
        for (int step = 0; step < 2_000; step++) {
            try {
                if (random.nextInt(20) == 0) {
                    walked.failNext();
                }
                if (random.nextInt(20) == 0) {
                    driver.reset();
                }
                driver.setState(random.nextInt(9));
            } catch (ErrnoException e) {
                // It is in some state of the path.
            }
            if (driver.state() != ERROR) {
                assertThat(walked.activity()).as("%s", driver.state()).isEqualTo(activity(driver.state()));
            }
        }
    }

    private static Activity activity(MigrationState state) {
        return switch (state) {
            case RUNNING, PRE_COPY -> Activity.RUNS;
            case RUNNING_P2P, PRE_COPY_P2P -> Activity.RESPONDS;
            default -> Activity.STOPPED;
        };
    }
}
