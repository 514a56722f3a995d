package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.codec.Capability;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.PartsObjectKind;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The members of the SR-IOV group, and when there is one (Virtio 1.4, 2.12 and 2.12.1.5). */
class SriovGroupTest {

    @Test
    @Tag("ADM-TXT-08")
    @Tag("ADM-DEV-18")
    void withoutVfEnableEveryCommandOfTheGroupIsRefusedAndTheSelfGroupIsThere() {
        Rig rig = LegacyRig.ready().rig;
        rig.pf.vfEnable(false);
        for (int opcode = 0; opcode < 0x20; opcode++) {
            for (long member : new long[] {0, 1, 3}) {
                assertThat(rig.call(Cmd.header(opcode, 1, member)).status()).isEqualTo("22/4");
            }
        }
        assertThat(rig.ok(Cmd.capIdList()).view().bit(Capability.DEV_PARTS)).isTrue();
        rig.ok(Cmd.listQuery(GroupType.SELF));
        rig.pf.vfEnable(true);
        rig.ok(Cmd.listQuery(GroupType.SR_IOV));
        rig.ok(Cmd.mode(1, true));
    }

    /** PCI SR-IOV: clearing VF Enable resets the VFs, setting it does not. */
    @Test
    void vfsStartAnewWithVfEnable() {
        Rig rig = Rig.ready();
        VirtualFunction vf = rig.pf.vf(1);
        String defaults = vf.describe();
        vf.initialise();
        rig.stop(1);
        rig.pf.vfEnable(false);
        assertThat(vf.counters().resets()).isEqualTo(1);
        assertThat(vf.describe()).isEqualTo(defaults);
        assertThat(vf.mode()).isEqualTo(DeviceMode.RUNNING);
        rig.time.runAll();
        rig.pf.vfEnable(true);
        assertThat(vf.counters().resets()).isEqualTo(1);
    }

    @Test
    @Tag("ADM-DEV-18")
    void commandsInFlightWhenVfEnableIsClearedHaveNoEffect() {
        Rig rig = Rig.ready(PfConfig.of(2).withLatency(new LatencyModel(1_000, 0, 0, 0, 0, 5_000)));
        List<Reply> replies = List.of(
                rig.submit(Cmd.mode(1, true)),
                rig.submit(Cmd.create(2, 3, PartsObjectKind.GET)),
                rig.submit(Cmd.listUse(GroupType.SR_IOV, 3)));
        rig.time.runFor(500);
        rig.pf.vfEnable(false);
        rig.time.runAll();
        assertThat(replies).allMatch(reply -> reply.status().equals("22/4"));
        assertThat(rig.pf.objects()).isZero();
        assertThat(rig.pf.vf(0).mode()).isEqualTo(DeviceMode.RUNNING);
        rig.pf.vfEnable(true);
        rig.ok(Cmd.mode(1, true));
    }

    @Property(tries = 30)
    @net.jqwik.api.Tag("ADM-DEV-19")
    void memberIdsRunFromOneToNumVfs(@ForAll @IntRange(min = 0, max = 4) int numVfs) {
        Rig rig = Rig.ready(PfConfig.of(4).withLatency(LatencyModel.NONE));
        rig.pf.vfEnable(false);
        rig.pf.sriov().numVfs(numVfs);
        rig.pf.vfEnable(true);
        for (long member : new long[] {0, 1, 2, 3, 4, 5, 1L << 32 | 1, -1}) {
            boolean there = member >= 1 && member <= numVfs;
            assertThat(rig.call(Cmd.mode(member, false)).status()).isEqualTo(there ? "0/0" : "22/5");
        }
    }

    @Test
    void numVfsIsFixedWhileVfEnableIsSet() {
        SriovControl sriov = new PhysicalFunction(PfConfig.of(4), new Agenda()).sriov();
        assertThat(sriov.totalVfs()).isEqualTo(4);
        assertThat(sriov.numVfs()).isEqualTo(4);
        assertThatThrownBy(() -> sriov.numVfs(2)).hasMessage("NumVFs: VF Enable is set (expected: clear)");
        sriov.vfEnable(false);
        assertThatThrownBy(() -> sriov.numVfs(5)).hasMessage("NumVFs: 5 (expected: 0 to 4)");
    }

    @Test
    void migrationOfSriovItselfIsNotOffered() {
        assertThat(Rig.ready().pf.sriov().vfMigrationCapable()).isFalse();
    }

    /** Different VFs at once, each in order: every reply is what the VF alone would have answered. */
    @Property(tries = 40)
    void commandsOfDifferentVfsInFlightAtOnceDoNotDisturbEachOther(@ForAll long seed) {
        int vfs = 8;
        Rig rig = Rig.ready(PfConfig.of(vfs).withSeed(seed));
        Random random = new Random(seed);
        Reply[][] replies = new Reply[vfs][6];
        int[] sent = new int[vfs];
        int left = vfs * 6;
        while (left > 0) {
            int vf = random.nextInt(vfs);
            if (sent[vf] < 6) {
                replies[vf][sent[vf]] = rig.submit(step(vf, sent[vf]));
                sent[vf]++;
                left--;
            }
        }
        rig.time.runAll();
        byte[] image = rig.pf.vf(0).snapshot();
        for (int vf = 0; vf < vfs; vf++) {
            assertThat(replies[vf]).allMatch(reply -> reply.calls() == 1);
            assertThat(replies[vf]).extracting(Reply::status).containsOnly("0/0");
            assertThat(replies[vf][2].result()).hasSameSizeAs(image);
            assertThat(rig.pf.vf(vf).mode()).isEqualTo(DeviceMode.RUNNING);
        }
        assertThat(rig.pf.objects()).isZero();
    }

    /** Each step fails unless those before it have been carried out. */
    private static byte[] step(int vf, int step) {
        long member = vf + 1L;
        return switch (step) {
            case 0 -> Cmd.mode(member, true);
            case 1 -> Cmd.create(member, vf, PartsObjectKind.GET);
            case 2 -> Cmd.getAll(member, vf);
            case 3 -> Cmd.query(member, vf);
            case 4 -> Cmd.destroy(member, vf);
            default -> Cmd.mode(member, false);
        };
    }

    @Test
    @Tag("OBJ-DEV-08")
    @Tag("OBJ-TXT-01")
    void all255ObjectsAreSharedByAllVfs() {
        Rig rig = Rig.ready(PfConfig.of(64).withLatency(LatencyModel.NONE));
        for (int id = 0; id < 255; id++) {
            rig.ok(Cmd.create(1 + id % 64, id, id % 3 == 0 ? PartsObjectKind.SET : PartsObjectKind.GET));
        }
        assertThat(rig.pf.objects()).isEqualTo(255);
        for (int id = 0; id <= 255; id++) {
            for (long member = 1; member <= 64; member += 9) {
                assertThat(rig.call(Cmd.create(member, id, PartsObjectKind.GET)).status())
                        .isEqualTo(id == 255 ? "22/3" : "17/3");
            }
        }
    }
}
