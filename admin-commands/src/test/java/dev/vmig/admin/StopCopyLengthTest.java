package dev.vmig.admin;

import static dev.vmig.admin.Fixture.CREATE_GET;
import static dev.vmig.admin.Fixture.DESTROY;
import static dev.vmig.admin.Fixture.METADATA;
import static dev.vmig.admin.Fixture.assertErrno;
import static dev.vmig.admin.Fixture.read;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Opcode;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** AskSize of VirtioDriver.tla. */
class StopCopyLengthTest {
    private final Fixture vf = Fixture.contract();

    @ParameterizedTest
    @DisplayName("statements 53, 54: a saving session is asked directly, otherwise an object is made for it")
    @Tag("L-53")
    @Tag("L-54")
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ERROR")
    void everyState(MigrationState state) throws ErrnoException {
        Optional<DataFile> file = vf.at(state);
        Ledger before = vf.driver.ledger();
        vf.device.announced = 0xffff_ffffL;
        assertThat(vf.driver.stopCopyLength()).isEqualTo(0xffff_ffffL);
        assertThat(vf.log())
                .isEqualTo(state.inSavingGroup() ? List.of(METADATA) : List.of(CREATE_GET, METADATA, DESTROY));
        assertThat(vf.driver.ledger()).isEqualTo(before);
        assertThat(vf.driver.state()).isEqualTo(state);
        if (file.isPresent() && state != RESUMING) {
            assertThat(read(file.get(), 100)).hasSize(21);
        }
    }

    @Test
    @DisplayName("section 3.12: in RESUMING a second object is needed")
    @Tag("L-53")
    void secondObject() throws ErrnoException {
        vf.device.getLimit = 1;
        DevicePartsOwner owner = DevicePartsOwner.setUp(vf.device, DriverProfile.CONTRACT);
        VirtioDriver driver = new VirtioDriver(owner, 0, () -> {}, () -> vf.now, DriverOptions.DEFAULT);
        driver.setState(RESUMING);
        assertErrno(Errno.ENOSPC, driver::stopCopyLength);
        assertThat(driver.state()).isEqualTo(RESUMING);
    }

    @Test
    @DisplayName("an object made for the query is destroyed also if the query fails")
    void failedQuery() {
        vf.device.failNext(Opcode.DEV_PARTS_METADATA_GET, 16);
        assertErrno(Errno.EBUSY, vf.driver::stopCopyLength);
        assertThat(vf.log()).containsExactly(CREATE_GET, METADATA, DESTROY);
        assertThat(vf.owner.takenIds()).isEmpty();
    }

    @Test
    @DisplayName("a dead session is not asked: an object is made for it")
    void deadSession() throws ErrnoException {
        vf.at(PRE_COPY_P2P);
        vf.device.failNext(Opcode.DEV_PARTS_GET, 16);
        assertErrno(Errno.EBUSY, () -> vf.driver.setState(STOP_COPY));
        vf.device.drainLog();
        assertThat(vf.driver.stopCopyLength()).isEqualTo(5);
        assertThat(vf.log()).containsExactly(CREATE_GET, METADATA, DESTROY);
    }
}
