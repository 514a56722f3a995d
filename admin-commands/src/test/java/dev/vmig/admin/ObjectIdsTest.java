package dev.vmig.admin;

import static dev.vmig.admin.Fixture.CREATE_GET;
import static dev.vmig.admin.Fixture.DESTROY;
import static dev.vmig.admin.Fixture.assertErrno;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ObjectIdsTest {
    private static final int EBUSY = 16;
    private static final int EEXIST = 17;
    private static final int ENXIO = 6;

    private final Fixture vf = Fixture.contract();

    @Test
    @DisplayName("statement 52: VFs of one owner get different ids, and one too many ENOSPC")
    @Tag("L-52")
    void sharedByAllMembers() throws ErrnoException {
        for (int i = 0; i < 4; i++) {
            VirtioDriver driver = vf.open(i, DriverOptions.DEFAULT);
            driver.setState(MigrationState.PRE_COPY);
            assertThat(driver.ledger().objectIds()).containsExactly(i);
        }
        vf.device.drainLog();
        VirtioDriver fifth = vf.open(4, DriverOptions.DEFAULT);
        assertErrno(Errno.ENOSPC, () -> fifth.setState(MigrationState.PRE_COPY));
        assertThat(fifth.state()).isEqualTo(MigrationState.RUNNING);
        assertThat(vf.log()).isEmpty();
    }

    @Test
    @DisplayName("statement 42: if RESOURCE_OBJ_CREATE fails nothing else is sent, and the id is free again")
    @Tag("L-42")
    void failedCreate() throws ErrnoException {
        vf.device.failNext(Opcode.RESOURCE_OBJ_CREATE, EBUSY);
        assertErrno(Errno.EBUSY, () -> vf.driver.setState(MigrationState.PRE_COPY));
        assertThat(vf.log()).containsExactly(CREATE_GET);
        vf.driver.setState(MigrationState.PRE_COPY);
        assertThat(vf.driver.ledger().objectIds()).containsExactly(0);
    }

    @Test
    @DisplayName(
            "contract side of K-4: an id that could not be destroyed is kept aside, and tried again when ids run out")
    void triedAgain() throws ErrnoException {
        loseOneId(vf);
        assertThat(vf.owner.takenIds()).containsExactly(0);
        takeAll(vf, 1, 3);
        vf.device.drainLog();

        PartObject fourth = vf.owner.create(9, PartsObjectKind.GET, () -> {});
        assertThat(vf.log()).containsExactly(DESTROY, CREATE_GET);
        assertThat(vf.device.commands.get(0)[16])
                .as("member that the object belonged to")
                .isEqualTo((byte) 3);
        assertThat(fourth.id()).isZero();
    }

    @Test
    @DisplayName("contract side of K-4: while the device insists, the leak is reported with ENOSPC")
    void triedAgainInVain() throws ErrnoException {
        loseOneId(vf);
        takeAll(vf, 1, 3);
        vf.device.failNext(Opcode.RESOURCE_OBJ_DESTROY, EBUSY);
        assertThat(Fixture.failure(() -> vf.owner.create(9, PartsObjectKind.GET, () -> {})))
                .hasMessage("ENOSPC: part objects: all 4 ids are in use, 1 of them by objects that could not be"
                        + " destroyed");
        assertThat(vf.owner.create(9, PartsObjectKind.GET, () -> {}).id()).isZero();
    }

    @Test
    @DisplayName("an id that the device says is in use is not tried again and again")
    void inUseAfterAll() throws ErrnoException {
        vf.device.failNext(Opcode.RESOURCE_OBJ_CREATE, EEXIST);
        assertErrno(Errno.EEXIST, () -> vf.driver.setState(MigrationState.PRE_COPY));
        vf.driver.setState(MigrationState.PRE_COPY);
        assertThat(vf.driver.ledger().objectIds()).containsExactly(1);
        assertThat(vf.owner.takenIds()).containsExactly(0, 1);
    }

    @Test
    @DisplayName("contract side of K-4: the object that had the id is destroyed when no other id is left")
    void inUseUntilIdsRunOut() throws ErrnoException {
        vf.device.failNext(Opcode.RESOURCE_OBJ_CREATE, EEXIST);
        assertErrno(Errno.EEXIST, () -> vf.driver.setState(MigrationState.PRE_COPY));
        takeAll(vf, 1, 3);
        vf.device.drainLog();
        assertThat(vf.owner.create(9, PartsObjectKind.GET, () -> {}).id()).isZero();
        assertThat(vf.log()).containsExactly(DESTROY, CREATE_GET);
    }

    @Test
    @DisplayName("S-2: an object that the device does not know any more is destroyed")
    void unknownObject() throws ErrnoException {
        vf.at(MigrationState.PRE_COPY);
        vf.device.failNext(Opcode.RESOURCE_OBJ_DESTROY, ENXIO);
        vf.driver.reset();
        assertThat(vf.owner.takenIds()).isEmpty();
    }

    @Test
    @DisplayName("statement 44, K-4: Linux loses the id; after as many failures as there are ids nothing is possible")
    @Tag("L-44")
    void linuxLosesTheId() throws ErrnoException {
        Fixture linux = Fixture.linux();
        for (int i = 0; i < 4; i++) {
            loseOneId(linux);
        }
        assertErrno(Errno.ENOSPC, () -> linux.driver.setState(MigrationState.PRE_COPY));
        assertThat(linux.log()).isEmpty();
        assertThat(linux.owner.takenIds()).containsExactly(0, 1, 2, 3);
    }

    @Test
    @DisplayName("statement 113: no second command is sent while one of the same member is in flight")
    @Tag("L-113")
    void noOverlap() throws ErrnoException {
        loseOneId(vf);
        takeAll(vf, 1, 3);
        vf.device.drainLog();
        vf.device.duringNext(
                Opcode.DEV_MODE_SET,
                () -> assertErrno(Errno.ENOSPC, () -> vf.owner.create(9, PartsObjectKind.GET, () -> {})));
        vf.driver.setState(MigrationState.RUNNING_P2P);
        assertThat(vf.log()).containsExactly(Fixture.STOPPED);
    }

    private static void loseOneId(Fixture vf) throws ErrnoException {
        vf.at(MigrationState.PRE_COPY);
        vf.device.failNext(Opcode.RESOURCE_OBJ_DESTROY, EBUSY);
        vf.at(MigrationState.RUNNING);
    }

    private static void takeAll(Fixture vf, int member, int count) throws ErrnoException {
        for (int i = 0; i < count; i++) {
            vf.owner.create(member, PartsObjectKind.GET, () -> {});
        }
    }
}
