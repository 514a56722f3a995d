package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.Capability;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.PartsObjectKind;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The framework of admin commands: which command is legal where (Virtio 1.4, 2.12.1.5). */
class AdminFrameworkTest {

    @ParameterizedTest
    // spotless:off
    @CsvSource({
        // group, opcode, member, status and qualifier
        "2,      0x12,   0,      22/4", // ADM-DEV-02: the group before anything else
        "0xffff, 0x00,   0,      22/4",
        "1,      0x12,   0,      22/2", // ADM-DEV-03: then the opcode
        "1,      0x02,   1,      22/2", // legacy access is not offered
        "0,      0x11,   0,      22/2",
        "1,      0x11,   0,      22/5", // ADM-DEV-04 and 19: then the member
        "1,      0x11,   1,      0/0",
        "1,      0x11,   2,      0/0",
        "1,      0x11,   3,      22/5",
        "1,      0x11,   -1,     22/5",
    })
    // spotless:on
    @Tag("ADM-DEV-01")
    @Tag("ADM-DEV-02")
    @Tag("ADM-DEV-03")
    @Tag("ADM-DEV-04")
    @Tag("ADM-DEV-19")
    void admDev01To04And19GroupThenOpcodeThenMember(String group, String opcode, long member, String expected) {
        Rig rig = Rig.ready();
        assertThat(rig.call(Cmd.header(Integer.decode(opcode), Integer.decode(group), member))
                        .status())
                .isEqualTo(expected);
    }

    @Property(tries = 300)
    @net.jqwik.api.Tag("ADM-DEV-07")
    void admDev07ACommandAnsweredEinvalChangesNothing(
            @ForAll short opcode, @ForAll short group, @ForAll long member, @ForAll byte[] data) {
        Rig rig = Rig.ready();
        rig.createObjects(0);
        String before = rig.state();
        byte[] command = Arrays.copyOf(Cmd.header(opcode & 0x1f, group & 3, member & 3), 24 + data.length);
        System.arraycopy(data, 0, command, 24, data.length);
        Reply reply = rig.call(command);
        if (reply.view().status() == 22) {
            assertThat(rig.state()).isEqualTo(before);
            assertThat(rig.call(Cmd.query(1, Rig.getId(0))).status()).isEqualTo("0/0");
        }
        assertThat(reply.used()).isGreaterThanOrEqualTo(8);
    }

    @Test
    @Tag("ADM-TXT-01")
    @Tag("ADM-TXT-02")
    void admTxt01And02ReservedBytesAreIgnoredAndZero() {
        Rig rig = Rig.ready();
        byte[] command = Cmd.listQuery(GroupType.SR_IOV);
        String plain = rig.call(command, 16).seen();
        Arrays.fill(command, 4, 24, (byte) 0xff);
        Reply reply = rig.call(command, 16);
        assertThat(reply.seen()).isEqualTo(plain);
        assertThat(Arrays.copyOfRange(reply.writable(), 4, 8)).containsOnly(0);
    }

    @ParameterizedTest
    @EnumSource(DeviceProfile.class)
    @Tag("ADM-TXT-04")
    void admTxt04And05ListQueryNeedsNothingAndReportsItselfAndListUse(DeviceProfile profile) {
        Rig rig = new Rig(PfConfig.of(1).withProfile(profile));
        for (GroupType group : new GroupType[] {GroupType.SELF, GroupType.SR_IOV}) {
            Reply reply = rig.ok(Cmd.listQuery(group));
            assertThat(OpcodeList.opcodes(reply.view()) & 3).isEqualTo(3);
        }
    }

    @Test
    @Tag("ADM-TXT-06")
    void admTxt06ZeroWordsBehindTheListAreAcceptedAndOthersAreNot() {
        Rig rig = new Rig(PfConfig.of(1));
        byte[] longer = Arrays.copyOf(Cmd.listUse(GroupType.SELF, 3), 64);
        rig.ok(longer);
        longer[40] = 1;
        assertThat(rig.call(longer).status()).isEqualTo("22/3");
    }

    @Test
    @Tag("ADM-DEV-09")
    void admDev09AListWithAnUnsupportedOpcodeIsRefusedAndTheOldListStays() {
        Rig rig = new Rig(PfConfig.of(1));
        assertThat(rig.call(Cmd.listUse(GroupType.SR_IOV, 1L << 0x12)).status()).isEqualTo("22/3");
        rig.ok(Cmd.listQuery(GroupType.SR_IOV));
    }

    @Test
    @Tag("ADM-DEV-10")
    void admDev10GroupsAreIndependent() {
        Rig rig = new Rig(PfConfig.of(1));
        rig.ok(Cmd.listUse(GroupType.SR_IOV, Cmd.SR_IOV_OPCODES));
        rig.ok(Cmd.mode(1, true));
        assertThat(rig.call(Cmd.capIdList()).status()).isEqualTo("22/2");
    }

    @Test
    @Tag("ADM-DEV-11")
    @Tag("ADM-DEV-12")
    @Tag("ADM-DEV-13")
    @Tag("ADM-DEV-15")
    void admDev11To13OnlyWhatListUseNamedIsLegal() {
        Rig rig = new Rig(PfConfig.of(1));
        for (int opcode = 2; opcode < 0x20; opcode++) {
            assertThat(rig.call(Cmd.header(opcode, 1, 1)).status()).isEqualTo("22/2");
        }
        rig.ok(Cmd.listUse(GroupType.SR_IOV, Opcode.DEV_MODE_SET.bit()));
        rig.ok(Cmd.mode(1, true));
        // ADM-DRV-08: the list commands can be locked out.
        assertThat(rig.call(Cmd.listQuery(GroupType.SR_IOV)).status()).isEqualTo("22/2");
        assertThat(rig.call(Cmd.listUse(GroupType.SR_IOV, 3)).status()).isEqualTo("22/2");
        // ADM-DEV-15: a reset opens them again, for the same list.
        rig.pf.reset();
        rig.ok(Cmd.listUse(GroupType.SR_IOV, Opcode.DEV_MODE_SET.bit()));
    }

    @Test
    @Tag("ADM-DEV-18")
    void admDev18WithoutVfEnableThereIsNoSrIovGroup() {
        Rig rig = Rig.ready();
        rig.pf.vfEnable(false);
        assertThat(rig.call(Cmd.mode(1, true)).status()).isEqualTo("22/4");
        assertThat(rig.call(Cmd.listQuery(GroupType.SR_IOV)).status()).isEqualTo("22/4");
        rig.pf.vfEnable(true);
        rig.ok(Cmd.mode(1, true));
    }

    @Test
    void strictProfileListsTheCapabilityCommandsForTheSelfGroupOnlyAndWantsItsListUse() {
        Rig rig = new Rig(PfConfig.of(1));
        assertThat(OpcodeList.opcodes(rig.ok(Cmd.listQuery(GroupType.SR_IOV)).view()))
                .isEqualTo(Cmd.SR_IOV_OPCODES);
        assertThat(rig.call(Cmd.driverCapSet(1, 1)).status()).isEqualTo("22/2");
    }

    @Test
    void linuxProfileServesTheProbeOfLinux() {
        Rig rig = new Rig(PfConfig.of(1).withProfile(DeviceProfile.LINUX).withLimits(7, 5));
        long opcodes =
                OpcodeList.opcodes(rig.ok(Cmd.listQuery(GroupType.SR_IOV)).view());
        assertThat(opcodes & 0x3e780).isEqualTo(0x3e780);
        rig.ok(Cmd.listUse(GroupType.SR_IOV, 0x3e780));
        assertThat(rig.ok(Cmd.capIdList()).view().bit(Capability.DEV_PARTS)).isTrue();
        assertThat(rig.call(Cmd.deviceCapGet(0), 10).result()).containsExactly(7, 5);
        rig.ok(Arrays.copyOf(Cmd.driverCapSet(5, 5), Capability.SET_LENGTH));
        rig.ok(Cmd.create(1, 0, PartsObjectKind.GET));
    }

    @Test
    @Tag("CAP-DEV-05")
    void capDev05CapabilityCommandsOfTheSrIovGroupAreInvalidThoughLinuxWantsThemListed() {
        Rig rig = new Rig(PfConfig.of(1).withProfile(DeviceProfile.LINUX));
        rig.ok(Cmd.listUse(GroupType.SR_IOV, 0x3e780));
        assertThat(rig.call(Cmd.header(7, 1, 1)).view().status()).isEqualTo(22);
    }
}
