package dev.vmig.fsm.uapi;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static dev.vmig.fsm.uapi.FeatureHeader.PROBE;
import static dev.vmig.fsm.uapi.FeatureHeader.SET;
import static dev.vmig.fsm.uapi.Fixture.PRECOPY_INFO_V2;
import static dev.vmig.fsm.uapi.Fixture.error;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.PrecopyInfo;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Facts, section 1.7: VFIO_MIG_GET_PRECOPY_INFO, and the opt-in to its second version. */
class PrecopyInfoIoctlTest {
    private final Fixture vf = Fixture.full();
    private final Fixture linux = new Fixture(FeatureSet.STOP_COPY_P2P_PRE_COPY, 8, PrecopyInfoRule.LINUX);

    @Test
    void contractSetsAllThatTheCallerReads() {
        int fd = vf.set(PRE_COPY);
        vf.device.info = new PrecopyInfo(7, 0);
        assertThat(ask(vf, fd)).isEqualTo(new Reply(0, 7, 0));
        vf.device.info = new PrecopyInfo(0, 9);
        assertThat(ask(vf, fd)).isEqualTo(new Reply(0, 0, 9));
        vf.set(PRE_COPY_P2P);
        vf.device.info = new PrecopyInfo(1, 1L << 40);
        assertThat(ask(vf, fd)).isEqualTo(new Reply(0, 1, 1L << 40));
    }

    /** K-3. */
    @Test
    @Tag("L-86")
    @Tag("L-87")
    void linuxSetsOneCounterAndEchoesTheRest() {
        int fd = linux.set(PRE_COPY);
        linux.device.info = new PrecopyInfo(7, 0);
        assertThat(ask(linux, fd)).isEqualTo(new Reply(0xff, 7, 0x55));
        linux.device.info = new PrecopyInfo(0, 9);
        assertThat(ask(linux, fd)).isEqualTo(new Reply(0xff, 0x55, 9));
        optIn(linux);
        assertThat(ask(linux, fd)).isEqualTo(new Reply(0, 0x55, 9));
    }

    /** The contract's side of K-3. */
    @Test
    @Tag("L-86")
    void contractEchoesNothing() {
        int fd = vf.set(PRE_COPY);
        vf.device.info = new PrecopyInfo(7, 0);
        assertThat(ask(vf, fd).dirty()).isZero();
    }

    @ParameterizedTest
    @EnumSource
    @Tag("L-77")
    void requestComesBeforeTheMemoryTheMemoryBeforeArgszAndArgszBeforeTheState(PrecopyInfoRule rule) {
        Fixture one = new Fixture(FeatureSet.STOP_COPY_P2P_PRE_COPY, 8, rule);
        int fd = one.set(STOP_COPY);
        assertThat(one.files.ioctl(fd, 0x3b78, UserBuffer.absent())).isEqualTo(error(Errno.ENOTTY));
        assertThat(one.files.ioctl(fd, VfioIoctl.MIG_GET_PRECOPY_INFO, UserBuffer.of(new byte[23])))
                .as("argsz 0 is wrong as well")
                .isEqualTo(error(Errno.EFAULT));
        assertThat(ioctl(one, fd, 24)).isEqualTo(error(Errno.EINVAL));
        one.set(STOP);
        assertThat(ioctl(one, fd, 23)).isEqualTo(error(Errno.EINVAL));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("L-77")
    void argszIsAtLeastTheStructure(PrecopyInfoRule rule) {
        Fixture one = new Fixture(FeatureSet.STOP_COPY_P2P_PRE_COPY, 8, rule);
        int fd = one.set(PRE_COPY);
        assertThat(ioctl(one, fd, 0)).isEqualTo(error(Errno.EINVAL));
        assertThat(ioctl(one, fd, 23)).isEqualTo(error(Errno.EINVAL));
        assertThat(ioctl(one, fd, 24)).isZero();
        assertThat(ioctl(one, fd, -1)).isZero();
    }

    /** Linux looks at the state of the device first; by the contract a file whose session has ended says so. */
    @Test
    @Tag("L-77")
    void endedSessionIsEnodevByTheContractAndEinvalOnLinux() {
        int contract = vf.set(PRE_COPY);
        vf.set(STOP);
        assertThat(ioctl(vf, contract, 24)).isEqualTo(error(Errno.ENODEV));
        int file = linux.set(PRE_COPY);
        linux.set(STOP);
        assertThat(ioctl(linux, file, 24)).isEqualTo(error(Errno.EINVAL));
        linux.set(PRE_COPY);
        assertThat(ioctl(linux, file, 24)).isEqualTo(error(Errno.ENODEV));
    }

    @Test
    void failureLeavesTheStructureAlone() {
        int fd = vf.set(STOP_COPY);
        Argument argument = Argument.precopyInfo(24);
        assertThat(vf.files.ioctl(fd, VfioIoctl.MIG_GET_PRECOPY_INFO, argument.memory()))
                .isEqualTo(error(Errno.EINVAL));
        assertThat(argument.bytes()).isEqualTo(Argument.precopyInfo(24).bytes());
    }

    @Test
    void answerThatCannotBeWrittenIsAFault() {
        int fd = vf.set(PRE_COPY);
        assertThat(vf.files.ioctl(
                        fd,
                        VfioIoctl.MIG_GET_PRECOPY_INFO,
                        Argument.precopyInfo(24).readOnly()))
                .isEqualTo(error(Errno.EFAULT));
    }

    @Test
    void deviceWithoutPreCopyDoesNotKnowTheRequest() {
        Fixture basic = Fixture.with(FeatureSet.STOP_COPY_P2P);
        assertThat(ioctl(basic, basic.set(STOP_COPY), 0)).isEqualTo(error(Errno.ENOTTY));
    }

    /** It is the driver that reports REINIT, so that it has to know; a PROBE tells it nothing. */
    @Test
    void optInReachesTheDriver() {
        assertThat(vf.feature(8, PRECOPY_INFO_V2 | SET | PROBE)).isZero();
        assertThat(vf.device.precopyInfoV2).isFalse();
        optIn(vf);
        assertThat(vf.device.precopyInfoV2).isTrue();
    }

    /** A driver that reports REINIT without having been asked to is kept to version 1. */
    @Test
    void reinitIsVisibleAfterTheOptInOnly() {
        int fd = vf.set(PRE_COPY);
        vf.device.info = new PrecopyInfo(30, 0, true);
        assertThat(ask(vf, fd)).isEqualTo(new Reply(0, 30, 0));
        assertThat(vf.feature(8, PRECOPY_INFO_V2 | SET | PROBE)).isZero();
        assertThat(ask(vf, fd).flags()).as("PROBE is no opt-in").isZero();
        optIn(vf);
        assertThat(ask(vf, fd)).isEqualTo(new Reply(1, 30, 0));
        vf.device.info = new PrecopyInfo(20, 0);
        assertThat(ask(vf, fd)).isEqualTo(new Reply(0, 20, 0));
    }

    @ParameterizedTest
    @EnumSource
    @Tag("L-11")
    void optInLastsUntilTheLastClose(PrecopyInfoRule rule) {
        Fixture one = new Fixture(FeatureSet.STOP_COPY_P2P_PRE_COPY, 8, rule);
        int before = rule == PrecopyInfoRule.LINUX ? 0xff : 0;
        one.device.info = new PrecopyInfo(30, 0, true);
        assertThat(ask(one, one.set(PRE_COPY)).flags()).isEqualTo(before);
        optIn(one);

        one.set(STOP);
        one.set(RUNNING);
        assertThat(ask(one, one.set(PRE_COPY_P2P)).flags()).isEqualTo(1);
        one.reset();
        assertThat(ask(one, one.set(PRE_COPY)).flags()).isEqualTo(1);

        one.node.open();
        assertThat(one.node.close()).isZero();
        assertThat(one.device.closed).isFalse();
        one.reset();
        assertThat(ask(one, one.set(PRE_COPY)).flags()).isEqualTo(1);

        assertThat(one.node.close()).isZero();
        assertThat(one.device.closed).isTrue();
        one.node.open();
        assertThat(ask(one, one.set(PRE_COPY)).flags()).isEqualTo(before);
    }

    @Test
    void closeOfADeviceThatIsNotOpenIsBad() {
        assertThat(vf.node.close()).isZero();
        assertThat(vf.node.close()).isEqualTo(error(Errno.EBADF));
        assertThat(vf.trySet(1)).isEqualTo(error(Errno.EINVAL));
    }

    private record Reply(int flags, long initial, long dirty) {}

    private static void optIn(Fixture one) {
        assertThat(one.feature(8, PRECOPY_INFO_V2 | SET)).isZero();
    }

    /** With flags and counters preset, so that an echo is seen. */
    private static Reply ask(Fixture one, int fd) {
        Argument info = Argument.precopyInfo(24);
        assertThat(one.files.ioctl(fd, VfioIoctl.MIG_GET_PRECOPY_INFO, info.memory()))
                .isZero();
        assertThat(info.u32(0)).isEqualTo(24);
        return new Reply(info.u32(4), info.u64(8), info.u64(16));
    }

    private static int ioctl(Fixture one, int fd, int argsz) {
        return one.files.ioctl(
                fd, VfioIoctl.MIG_GET_PRECOPY_INFO, Argument.precopyInfo(argsz).memory());
    }
}
