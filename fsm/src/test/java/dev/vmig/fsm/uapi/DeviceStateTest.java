package dev.vmig.fsm.uapi;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;
import static dev.vmig.fsm.uapi.FeatureHeader.GET;
import static dev.vmig.fsm.uapi.Fixture.DATA_SIZE;
import static dev.vmig.fsm.uapi.Fixture.MIGRATION;
import static dev.vmig.fsm.uapi.Fixture.error;
import static dev.vmig.fsm.uapi.Fixture.setArgument;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Facts, section 1.6: VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE, and the features that are only read. */
class DeviceStateTest {
    private final Fixture vf = Fixture.full();

    @ParameterizedTest
    @EnumSource(FeatureSet.class)
    @Tag("L-1")
    void migrationTellsTheFlags(FeatureSet features) {
        Argument argument = Argument.feature(16, MIGRATION | GET, -1, -1);
        assertThat(Fixture.with(features).feature(argument)).isZero();
        assertThat(argument.u64(8)).isEqualTo(features.flags());
    }

    /** Facts, section 1.6: MIG_DATA_SIZE, in every state. */
    @ParameterizedTest
    @EnumSource(names = "ERROR", mode = Mode.EXCLUDE)
    void dataSizeIsAnsweredInEveryState(MigrationState state) {
        vf.device.stopCopyLength = 0x1_2345_6789L;
        vf.set(state);
        Argument argument = Argument.feature(16, DATA_SIZE | GET, -1, -1);
        assertThat(vf.feature(argument)).isZero();
        assertThat(argument.u64(8)).isEqualTo(0x1_2345_6789L);
        assertThat(vf.state()).isEqualTo(state.value());
    }

    /** The fixture checks data_fd at each GET. */
    @ParameterizedTest
    @EnumSource(names = "ERROR", mode = Mode.EXCLUDE)
    @Tag("L-12")
    void getGivesNoFile(MigrationState state) {
        vf.set(state);
        assertThat(vf.state()).isEqualTo(state.value());
    }

    @Test
    @Tag("L-13")
    void stateIsRunningAfterOpen() {
        assertThat(vf.state()).isEqualTo(RUNNING.value());
    }

    @ParameterizedTest
    @EnumSource(names = "ERROR", mode = Mode.EXCLUDE)
    @Tag("L-14")
    void currentStateNeedsNoArcAndGivesNoFile(MigrationState state) {
        vf.set(state);
        vf.device.executed.clear();
        assertThat(vf.set(state)).isEqualTo(-1);
        assertThat(vf.device.executed).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = "ERROR", mode = Mode.EXCLUDE)
    @Tag("L-15")
    @Tag("L-16")
    @Tag("L-29")
    void errorAndNumbersThatAreNoStateAreRefusedEverywhere(MigrationState state) {
        vf.set(state);
        vf.device.executed.clear();
        for (int requested : new int[] {0, 8, 9, -1}) {
            Argument argument = setArgument(requested);
            assertThat(vf.feature(argument)).isEqualTo(error(Errno.EINVAL));
            assertThat(argument.u32(8)).isEqualTo(requested);
            assertThat(argument.u32(12)).isEqualTo(-1);
        }
        assertThat(vf.state()).isEqualTo(state.value());
        assertThat(vf.device.executed).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, RUNNING_P2P PRE_COPY PRE_COPY_P2P", "3, PRE_COPY PRE_COPY_P2P", "5, RUNNING_P2P PRE_COPY_P2P"})
    @Tag("L-17")
    void stateThatTheFeaturesLackIsRefused(int flags, String lacking) {
        Fixture small = Fixture.with(FeatureSet.of(flags));
        List<String> refused = List.of(lacking.split(" "));
        for (MigrationState state : MigrationState.values()) {
            boolean expected = state != MigrationState.ERROR && !refused.contains(state.name());
            assertThat(small.trySet(state.value()) == 0).as("%s", state).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PRE_COPY", "PRE_COPY_P2P"})
    @Tag("L-18")
    void wayBackToPreCopyIsRefusedAndTheFileGoesOn(MigrationState requested) {
        int fd = vf.set(STOP_COPY);
        vf.device.currentSession().content = new byte[5];
        assertThat(vf.trySet(requested.value())).isEqualTo(error(Errno.EINVAL));
        assertThat(vf.state()).isEqualTo(STOP_COPY.value());
        assertThat(vf.read(fd, 9)).isEqualTo(5);
    }

    /** All pairs: a file exactly if the last arc is one of the four. */
    @ParameterizedTest
    @EnumSource(FeatureSet.class)
    @Tag("L-26")
    void fileComesWithTheLastArcOnly(FeatureSet features) {
        for (MigrationState from : MigrationState.values()) {
            for (MigrationState to : MigrationState.values()) {
                Fixture one = Fixture.with(features);
                if (one.trySet(from.value()) != 0) {
                    continue;
                }
                one.device.executed.clear();
                Argument argument = setArgument(to.value());
                if (one.feature(argument) == 0) {
                    List<Arc> arcs = one.device.executed;
                    boolean opens = !arcs.isEmpty()
                            && List.of(
                                            "RUNNING>PRE_COPY",
                                            "RUNNING_P2P>PRE_COPY_P2P",
                                            "STOP>STOP_COPY",
                                            "STOP>RESUMING")
                                    .contains(arcs.get(arcs.size() - 1).toString());
                    assertThat(argument.u32(12) >= 0).as(from + " to " + to).isEqualTo(opens);
                }
            }
        }
    }

    @Test
    @Tag("L-27")
    void fileOfPreCopyGoesOnInStopCopy() {
        int fd = vf.set(PRE_COPY);
        assertThat(vf.read(fd, 1)).isEqualTo(error(Errno.ENOMSG));
        assertThat(vf.set(STOP_COPY)).isEqualTo(-1);
        vf.device.currentSession().content = new byte[3];
        assertThat(vf.read(fd, 9)).isEqualTo(3);
        assertThat(vf.read(fd, 9)).isZero();
    }

    /** The caller is told the state that it asked for; GET tells the one that was reached. */
    @Test
    @Tag("L-28")
    @Tag("L-29")
    void failedArcLeavesTheStateBeforeIt() {
        vf.device.failing.add(Arc.RUNNING_P2P_TO_STOP);
        Argument argument = setArgument(STOP_COPY.value());

        assertThat(vf.feature(argument)).isEqualTo(error(Errno.EBUSY));

        assertThat(argument.u32(8)).isEqualTo(STOP_COPY.value());
        assertThat(argument.u32(12)).isEqualTo(-1);
        assertThat(vf.state()).isEqualTo(RUNNING_P2P.value());
        assertThat(vf.device.executed).containsExactly(Arc.RUNNING_TO_RUNNING_P2P);
        assertThat(vf.table.size()).isZero();
    }

    /** The answer cannot be written: EFAULT, not the EINVAL or EBUSY of the request. */
    @Test
    void faultOfTheAnswerHidesTheErrorOfTheRequest() {
        vf.device.failing.add(Arc.RUNNING_P2P_TO_STOP);
        assertThat(readOnly(8)).isEqualTo(error(Errno.EFAULT));
        assertThat(readOnly(STOP.value())).isEqualTo(error(Errno.EFAULT));
        assertThat(vf.state()).isEqualTo(RUNNING_P2P.value());
    }

    @Test
    void faultOfTheAnswerDropsTheFileAndKeepsTheState() {
        assertThat(readOnly(STOP_COPY.value())).isEqualTo(error(Errno.EFAULT));
        assertThat(vf.state()).isEqualTo(STOP_COPY.value());
        assertThat(vf.device.currentSession().closed).isTrue();
        assertThat(vf.table.size()).isZero();
    }

    @Test
    void faultOfTheAnswerKeepsTheStateWhenThereIsNoFileToo() {
        assertThat(readOnly(RUNNING_P2P.value())).isEqualTo(error(Errno.EFAULT));
        assertThat(vf.state()).isEqualTo(RUNNING_P2P.value());
    }

    @Test
    @Tag("L-30")
    void fileWithoutNumberIsDroppedAndTheStateKept() throws Exception {
        Fixture poor = new Fixture(FeatureSet.STOP_COPY_P2P_PRE_COPY, 1, PrecopyInfoRule.CONTRACT);
        int taken = poor.table.reserve(false);
        Argument argument = setArgument(STOP_COPY.value());
        byte[] before = argument.bytes().clone();

        assertThat(poor.feature(argument)).isEqualTo(error(Errno.EMFILE));

        assertThat(argument.bytes()).isEqualTo(before);
        assertThat(poor.state()).isEqualTo(STOP_COPY.value());
        FakeFile session = poor.device.currentSession();
        assertThat(session.closed).isTrue();
        assertThat(poor.set(STOP_COPY)).as("the file is not offered again").isEqualTo(-1);
        assertThat(poor.set(STOP)).isEqualTo(-1);
        assertThat(session.ended).isTrue();
        poor.table.giveBack(taken);
        assertThat(poor.set(STOP_COPY)).isEqualTo(taken);
    }

    @Test
    @Tag("L-31")
    void fileIsCloseOnExec() {
        int fd = vf.set(STOP_COPY);
        FakeFile session = vf.device.currentSession();
        assertThat(vf.table.isCloseOnExec(fd)).isTrue();
        vf.table.exec();
        assertThat(session.closed).isTrue();
        assertThat(vf.read(fd, 1)).isEqualTo(error(Errno.EBADF));
        assertThat(vf.table.size()).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP_COPY", "PRE_COPY", "PRE_COPY_P2P", "RESUMING"})
    @Tag("L-32")
    void resetGivesRunningAndDeadFiles(MigrationState state) {
        for (boolean failed : new boolean[] {false, true}) {
            int fd = vf.set(state);
            FakeFile file = vf.device.currentSession();
            file.content = new byte[1];
            file.failed = failed;
            vf.reset();
            assertThat(vf.state()).isEqualTo(RUNNING.value());
            assertThat(state == RESUMING ? vf.write(fd, (byte) 1) : vf.read(fd, 1))
                    .isEqualTo(error(Errno.ENODEV));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"STOP", "RUNNING", "RUNNING_P2P"})
    @Tag("L-32")
    void resetGivesRunningFromStatesWithoutFile(MigrationState state) {
        vf.set(state);
        vf.reset();
        assertThat(vf.state()).isEqualTo(RUNNING.value());
    }

    @Test
    void sessionOutlivesTheNumberOfItsFile() {
        int fd = vf.set(PRE_COPY_P2P);
        assertThat(vf.files.close(fd)).isZero();
        assertThat(vf.state()).isEqualTo(PRE_COPY_P2P.value());
        assertThat(vf.device.currentSession().ended).isFalse();
    }

    private int readOnly(int state) {
        return vf.node.ioctl(VfioIoctl.DEVICE_FEATURE, setArgument(state).readOnly());
    }
}
