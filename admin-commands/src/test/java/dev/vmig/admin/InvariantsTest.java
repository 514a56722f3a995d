package dev.vmig.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import org.jspecify.annotations.Nullable;

/** What holds after every call, whatever calls there were, whichever commands failed, and whenever a reset came. */
class InvariantsTest {
    private static final Set<MigrationState> STOPPED = EnumSet.of(
            MigrationState.STOP,
            MigrationState.STOP_COPY,
            MigrationState.RESUMING,
            MigrationState.RUNNING_P2P,
            MigrationState.PRE_COPY_P2P);
    private static final Set<MigrationState> SAVING =
            EnumSet.of(MigrationState.PRE_COPY, MigrationState.PRE_COPY_P2P, MigrationState.STOP_COPY);

    private static final int DEAD = -1;

    enum Call {
        PRE_COPY,
        PRE_COPY_P2P,
        STOP_COPY,
        RESUMING,
        STOP,
        RUNNING,
        RUNNING_P2P,
        READ,
        WRITE,
        INFO,
        LENGTH,
        RESET
    }

    /** One call; the next command of a kind may fail, or a reset come while it is in flight. */
    record Step(Call call, @Nullable Opcode upset, boolean byReset) {}

    @Provide
    Arbitrary<List<Step>> walks() {
        Arbitrary<Opcode> upsets = Arbitraries.of(
                        Opcode.DEV_MODE_SET,
                        Opcode.RESOURCE_OBJ_CREATE,
                        Opcode.DEV_PARTS_METADATA_GET,
                        Opcode.DEV_PARTS_GET,
                        Opcode.DEV_PARTS_SET)
                .injectNull(0.8);
        return Combinators.combine(Arbitraries.of(Call.class), upsets, Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(40);
    }

    /** A VF and what an observer of commands knows about it. */
    private static final class Watched implements AdminQueue {
        final ScriptedOwner device = new ScriptedOwner();
        boolean stopped;
        final DevicePartsOwner owner = DevicePartsOwner.setUp(this, DriverProfile.CONTRACT);
        Instant now = Instant.EPOCH;
        final VirtioDriver driver = new VirtioDriver(owner, 0, () -> stopped = false, () -> now, DriverOptions.DEFAULT);
        Optional<DataFile> file = Optional.empty();

        @Override
        public AdminCompletion submit(byte[] command, int capacity) throws ErrnoException {
            AdminCompletion completion = device.submit(command, capacity);
            if (command[0] == Opcode.DEV_MODE_SET.number() && completion.writable()[0] == 0) {
                stopped = command[24] == 1;
            }
            return completion;
        }

        /** Reads on to the end, and tells how much that was. */
        long unread() {
            long count = 0;
            try {
                DataFile saving = file.orElseThrow();
                for (int some = 1; some > 0; count += some) {
                    some = Fixture.read(saving, 7).length;
                }
            } catch (ErrnoException end) {
                return end.errno() == Errno.ENOMSG ? count : DEAD;
            }
            return count;
        }

        void take(Step step) throws ErrnoException {
            if (step.upset != null && step.byReset) {
                device.duringNext(step.upset, driver::reset);
            } else if (step.upset != null) {
                device.failNext(step.upset, 16);
            }
            now = now.plusMillis(400);
            switch (step.call) {
                case READ -> {
                    if (file.isPresent()) {
                        Fixture.read(file.get(), 9);
                    }
                }
                case WRITE -> {
                    if (file.isPresent()) {
                        Fixture.write(file.get(), Fixture.image("x"));
                    }
                }
                case INFO -> {
                    if (file.isPresent()) {
                        file.get().precopyInfo();
                    }
                }
                case LENGTH -> driver.stopCopyLength();
                case RESET -> driver.reset();
                default -> {
                    Optional<DataFile> opened = driver.setState(MigrationState.valueOf(step.call.name()));
                    file = opened.isPresent() ? opened : file;
                }
            }
        }
    }

    @Property(tries = 500)
    @Label("statements 107 to 111: sessions, objects, device mode, queued bytes and state always agree")
    @Tag("L-107")
    @Tag("L-108")
    @Tag("L-109")
    @Tag("L-110")
    @Tag("L-111")
    void agree(@ForAll("walks") List<Step> walk) throws ErrnoException {
        Watched vf = new Watched();
        for (Step step : walk) {
            try {
                vf.take(step);
            } catch (ErrnoException refused) {
                // What was answered is the subject of other tests.
            }
            check(vf);
        }
        if (SAVING.contains(vf.driver.state())) {
            long queued = vf.driver.ledger().queuedBytes();
            assertThat(vf.unread()).isIn(queued, (long) DEAD);
        }
        vf.driver.close();
        assertThat(vf.driver.ledger()).isEqualTo(new Ledger(Set.of(), 0, 0));
        assertThat(vf.device.objects).isEmpty();
    }

    private static void check(Watched vf) throws ErrnoException {
        MigrationState state = vf.driver.state();
        assertThat(state).isNotEqualTo(MigrationState.ERROR);
        Ledger ledger = vf.driver.ledger();
        boolean hasSession = SAVING.contains(state) || state == MigrationState.RESUMING;
        assertThat(ledger.openSessions()).isEqualTo(hasSession ? 1 : 0);
        assertThat(ledger.objectIds()).hasSize(ledger.openSessions());
        assertThat(vf.device.objects).hasSize(ledger.openSessions());
        assertThat(vf.owner.takenIds()).isEqualTo(ledger.objectIds());
        assertThat(vf.stopped).as("device mode in %s", state).isEqualTo(STOPPED.contains(state));
    }
}
