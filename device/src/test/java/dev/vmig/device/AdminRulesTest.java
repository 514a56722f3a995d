package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.StatusQualifier;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every command, sound or not (Virtio 1.4, 2.12.1, 2.12.1.5 and 2.13.1). */
class AdminRulesTest {
    private static final long ALL = Cmd.SR_IOV_OPCODES | LegacyRig.LEGACY_OPCODES;

    private static Rig rig(FaultyBehaviour... broken) {
        PfConfig config = LegacyRig.config(2)
                .withLatency(LatencyModel.NONE)
                .withQueuePairs(1)
                .withBroken(broken);
        Rig rig = LegacyRig.ready(config).rig;
        rig.createObjects(0);
        rig.createObjects(1);
        rig.stop(1);
        return rig;
    }

    /** What a VF that was set up has, unlike those of the rig. */
    private static byte[] image() {
        VirtualFunction other = rig().pf.vf(0);
        other.initialise();
        return other.snapshot();
    }

    /**
     * One owner gets all commands, its twin only those that the first one did not refuse: they cannot be told apart, not
     * by the replies either.
     */
    private static void refusedCommandsLeaveNoTrace(long seed, FaultyBehaviour... broken) {
        Rig all = rig(broken);
        Rig twin = rig(broken);
        byte[] image = image();
        Random random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            AnyCommand command = AnyCommand.of(random, image);
            Reply reply = all.call(command.bytes(), command.capacity());
            assertThat(reply.used()).isGreaterThanOrEqualTo(8);
            assertThat(Arrays.copyOfRange(reply.writable(), 4, 8)).containsOnly(0);
            if (reply.view().isOk()) {
                assertThat(reply.view().qualifier()).isZero();
                assertThat(twin.call(command.bytes(), command.capacity()).seen())
                        .as("%s", command)
                        .isEqualTo(reply.seen());
            }
            // What the device does of its own accord, as after a legacy doorbell, is over in both.
            all.time.runAll();
            twin.time.runAll();
            assertThat(all.state()).as("%s", command).isEqualTo(twin.state());
        }
    }

    @Property(tries = 200)
    @net.jqwik.api.Tag("ADM-TXT-02")
    @net.jqwik.api.Tag("ADM-TXT-03")
    @net.jqwik.api.Tag("ADM-DEV-05")
    @net.jqwik.api.Tag("ADM-DEV-06")
    @net.jqwik.api.Tag("ADM-DEV-07")
    @net.jqwik.api.Tag("ADM-DEV-08")
    @net.jqwik.api.Tag("AVQ-DEV-11")
    @net.jqwik.api.Tag("DP-TXT-11")
    @net.jqwik.api.Tag("DP-TXT-15")
    void refusedCommandLeavesNoTrace(@ForAll long seed) {
        refusedCommandsLeaveNoTrace(seed);
    }

    @Test
    void deviceThatAppliesHalfOfASetIsCaught() {
        assertThat(LongStream.range(0, 200)).anyMatch(seed -> {
            try {
                refusedCommandsLeaveNoTrace(seed, FaultyBehaviour.SET_HALF_APPLIED);
                return false;
            } catch (AssertionError caught) {
                return true;
            }
        });
    }

    @Property(tries = 200)
    @net.jqwik.api.Tag("ADM-TXT-01")
    @net.jqwik.api.Tag("CAP-TXT-01")
    void whatIsUnusedIsIgnored(@ForAll long seed) {
        Random random = new Random(seed);
        Rig plain = rig();
        Rig noisy = rig();
        byte[] image = image();
        for (int i = 0; i < 10; i++) {
            AnyCommand command = AnyCommand.of(random, image);
            byte[] noise = command.bytes().clone();
            for (int at = 4; at < 16 && at < noise.length; at++) {
                noise[at] = (byte) random.nextInt();
            }
            boolean capability = noise.length > 32 && noise[0] >= 8 && noise[0] <= 9 && noise[1] == 0;
            if (capability) {
                noise[26 + random.nextInt(6)] = (byte) random.nextInt();
            }
            assertThat(noisy.call(noise, command.capacity()).seen())
                    .as("%s", command)
                    .isEqualTo(plain.call(command.bytes(), command.capacity()).seen());
        }
        assertThat(noisy.state()).isEqualTo(plain.state());
    }

    @Property(tries = 60)
    @net.jqwik.api.Tag("ADM-TXT-05")
    void listCommandsDoNotUseTheMemberId(@ForAll long member, @ForAll boolean self) {
        Rig rig = new Rig(PfConfig.of(1));
        GroupType group = self ? GroupType.SELF : GroupType.SR_IOV;
        for (byte[] command : new byte[][] {Cmd.listQuery(group), Cmd.listUse(group, 3)}) {
            for (int i = 0; i < 8; i++) {
                command[16 + i] = (byte) (member >>> (8 * i));
            }
            rig.ok(command);
        }
    }

    @Property(tries = 200)
    @net.jqwik.api.Tag("ADM-TXT-07")
    @net.jqwik.api.Tag("ADM-DEV-09")
    @net.jqwik.api.Tag("ADM-DEV-12")
    @net.jqwik.api.Tag("ADM-DEV-13")
    @net.jqwik.api.Tag("ADM-DEV-15")
    @net.jqwik.api.Tag("ADM-DEV-16")
    void anySubsetOfTheListIsAcceptedIsThenTheLegalSetAndIsAcceptedAgainAfterAReset(
            @ForAll @LongRange(min = 0, max = 0x3ffff) long wanted) {
        Rig rig = new Rig(LegacyRig.config(1).withLatency(LatencyModel.NONE));
        long subset = wanted & ALL;
        for (int round = 0; round < 2; round++) {
            rig.ok(Cmd.listUse(GroupType.SR_IOV, subset));
            for (int opcode = 2; opcode < 0x14; opcode++) {
                boolean refused = rig.call(Cmd.header(opcode, 1, 1)).status().equals("22/2");
                assertThat(refused).as("opcode %d", opcode).isEqualTo((subset >>> opcode & 1) == 0);
            }
            rig.pf.reset();
        }
    }

    @Property(tries = 100)
    @net.jqwik.api.Tag("ADM-DEV-14")
    void supportedListNeverChanges(@ForAll long seed) {
        Rig rig = rig();
        Random random = new Random(seed);
        byte[] image = image();
        for (int i = 0; i < 30; i++) {
            AnyCommand command = AnyCommand.of(random, image);
            rig.call(command.bytes(), command.capacity());
        }
        rig.pf.reset();
        assertThat(OpcodeList.opcodes(rig.ok(Cmd.listQuery(GroupType.SR_IOV)).view()))
                .isEqualTo(ALL);
        assertThat(OpcodeList.opcodes(rig.ok(Cmd.listQuery(GroupType.SELF)).view()))
                .isEqualTo(Cmd.SELF_OPCODES);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("ADM-DEV-11")
    void afterAResetOnlyTheListCommandsAreLegal(DeviceProfile profile) {
        Rig rig = Rig.ready(LegacyRig.config(1).withProfile(profile));
        rig.pf.reset();
        for (int opcode = 2; opcode < 0x20; opcode++) {
            assertThat(rig.call(Cmd.header(opcode, 1, 1)).status()).isEqualTo("22/2");
            // The profile for Linux takes the capability commands of the self group without being told.
            boolean tolerated = profile == DeviceProfile.LINUX && opcode >= 7 && opcode <= 9;
            assertThat(rig.call(Cmd.header(opcode, 0, 0)).status().equals("22/2"))
                    .isEqualTo(!tolerated);
        }
        rig.ok(Cmd.listQuery(GroupType.SR_IOV));
        rig.ok(Cmd.listUse(GroupType.SELF, 3));
    }

    /** All combinations of a good and a bad group, opcode, member and field: the first one that is bad is named. */
    @Test
    @Tag("ADM-DEV-01")
    @Tag("ADM-DEV-02")
    @Tag("ADM-DEV-03")
    @Tag("ADM-DEV-04")
    @Tag("ADM-DEV-19")
    void groupThenOpcodeThenMemberThenField() {
        for (int bad = 0; bad < 16; bad++) {
            boolean group = (bad & 1) != 0;
            boolean opcode = (bad & 2) != 0;
            boolean member = (bad & 4) != 0;
            boolean field = (bad & 8) != 0;
            String expected = group ? "22/4" : opcode ? "22/2" : member ? "22/5" : field ? "22/3" : "0/0";
            for (int badGroup : new int[] {2, 3, 0x101, 0xffff}) {
                for (int badOpcode : new int[] {0x12, 0x13, 0x4011, 0x8000, 0xffff}) {
                    for (long badMember : new long[] {0, 3, 1L << 32, Long.MIN_VALUE, -1}) {
                        byte[] command =
                                Cmd.header(opcode ? badOpcode : 0x11, group ? badGroup : 1, member ? badMember : 2);
                        byte[] whole = Arrays.copyOf(command, 25);
                        whole[24] = (byte) (field ? 2 : 0);
                        assertThat(rig().call(whole).status()).isEqualTo(expected);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x10, 0x11})
    @Tag("DP-TXT-02")
    @Tag("OBJ-TXT-05")
    void whatIsForMembersIsNotForTheSelfGroupAndNeedsAMember(int opcode) {
        Rig rig = rig();
        String before = rig.state();
        assertThat(rig.call(Cmd.header(opcode, 0, 0)).status()).isEqualTo("22/2");
        assertThat(rig.call(Cmd.header(opcode, 1, 0)).status()).isEqualTo("22/5");
        assertThat(rig.call(Cmd.header(opcode, 1, 3)).status()).isEqualTo("22/5");
        assertThat(rig.state()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    @Tag("CAP-DEV-01")
    @Tag("DP-DEV-01")
    void allCommandsOfACapabilityOrNone(DeviceProfile profile) {
        Rig rig = new Rig(PfConfig.of(1).withProfile(profile));
        long parts = 0x3fc00;
        for (GroupType group : new GroupType[] {GroupType.SELF, GroupType.SR_IOV}) {
            long listed = OpcodeList.opcodes(rig.ok(Cmd.listQuery(group)).view());
            assertThat(listed & 0x380).isIn(0L, 0x380L);
            assertThat(listed & parts).isEqualTo(group == GroupType.SELF ? 0 : parts);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = AdminStatus.class,
            names = {"EAGAIN", "ENOMEM"})
    @Tag("AVQ-DEV-11")
    void whatMayBeRetriedHasHadNoEffect(AdminStatus status) {
        FaultPlan plan = FaultPlan.none();
        for (Opcode opcode : new Opcode[] {
            Opcode.RESOURCE_OBJ_CREATE, Opcode.RESOURCE_OBJ_DESTROY, Opcode.DEV_PARTS_SET, Opcode.DEV_MODE_SET
        }) {
            plan = plan.on(0, opcode, 1).answers(status, StatusQualifier.TRYAGAIN);
        }
        Rig rig = Rig.ready(PfConfig.of(2).withFaults(plan));
        byte[] image = rig.pf.vf(1).snapshot();
        String expected = status.number() + "/7";
        assertThat(rig.call(Cmd.create(1, 1, PartsObjectKind.SET)).status()).isEqualTo(expected);
        rig.ok(Cmd.create(1, 1, PartsObjectKind.SET));
        assertThat(rig.call(Cmd.mode(1, true)).status()).isEqualTo(expected);
        assertThat(rig.call(Cmd.set(1, 1, image)).status()).isEqualTo(expected);
        assertThat(rig.call(Cmd.set(1, 1, image)).status()).as("still running").isEqualTo("16/7");
        rig.ok(Cmd.mode(1, true));
        assertThat(rig.pf.vf(0).snapshot()).isNotEqualTo(image);
        rig.ok(Cmd.set(1, 1, image));
        assertThat(rig.call(Cmd.destroy(1, 1)).status()).isEqualTo(expected);
        rig.ok(Cmd.query(1, 1));
        rig.ok(Cmd.destroy(1, 1));
    }

    @Test
    @Tag("DP-TXT-06")
    void tooSmallARoomForMetadataIsEnomemAndNothingElseIsWritten() {
        for (MetadataType type : new MetadataType[] {MetadataType.SIZE, MetadataType.COUNT, MetadataType.LIST}) {
            int whole = (int) rig().call(Cmd.metadata(1, 0, type)).used();
            for (int capacity = 8; capacity < whole; capacity++) {
                Reply reply = rig().call(Cmd.metadata(1, 0, type), capacity);
                assertThat(reply.status()).isEqualTo("12/6");
                assertThat(reply.used()).isEqualTo(8);
                assertThat(Arrays.copyOfRange(reply.writable(), 8, capacity)).isEqualTo(new byte[capacity - 8]);
            }
            assertThat(rig().call(Cmd.metadata(1, 0, type), whole).status()).isEqualTo("0/0");
        }
    }

    @Test
    @Tag("DP-DEV-23")
    @Tag("DP-DEV-24")
    void stoppingTheStoppedAndResumingTheRunningSucceedsAndChangesNothing() {
        Rig rig = rig();
        String before = rig.state();
        rig.ok(Cmd.mode(1, false));
        rig.ok(Cmd.mode(2, true));
        assertThat(rig.state()).isEqualTo(before);
        rig.stop(0);
        rig.resume(1);
        assertThat(rig.state()).isNotEqualTo(before);
    }

    /** Written out by hand, so that no encoder of ours can be wrong in the same way. */
    @Test
    @Tag("AVQ-TXT-01")
    void twoPartsOfACommandByteByByte() {
        Rig rig = rig();
        byte[] metadata = {
            0x0e, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, // opcode, group_type, reserved1
            2, 0, 0, 0, 0, 0, 0, 0, // group_member_id
            0, 0, 0, 0, 2, 0, 0, 0, // object: type, reserved, id
            1, 0, 0, 0, 0, 0, 0, 0, // COUNT
        };
        assertThat(rig.call(metadata, 16).writable())
                .containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 25, 0, 0, 0, 0, 0, 0, 0); // status, qualifier; count
        metadata[28] = 9;
        assertThat(rig.call(metadata, 16).writable()).containsExactly(6, 0, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }
}
