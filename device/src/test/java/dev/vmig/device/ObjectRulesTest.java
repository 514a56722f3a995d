package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.ObjectOpcodes;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Resource objects, beyond what {@link PartsObjectsTest} asks (Virtio 1.4, 2.12.1.3). */
class ObjectRulesTest {

    @Test
    @Tag("OBJ-TXT-02")
    void objectCanBeUsedAsSoonAsItIsCreated() {
        Rig rig = Rig.ready();
        Reply create = rig.submit(Cmd.create(1, 9, PartsObjectKind.GET));
        Reply get = rig.submit(Cmd.getAll(1, 9));
        rig.time.runAll();
        assertThat(create.status()).isEqualTo("0/0");
        assertThat(get.result()).isEqualTo(rig.pf.vf(0).snapshot());
    }

    @Test
    @Tag("OBJ-TXT-03")
    void flagsOfCreateQueryAndModifyHaveNoMeaning() {
        Rig rig = Rig.ready();
        byte[] create = Cmd.create(1, 3, PartsObjectKind.GET);
        byte[] modify = Cmd.modify(1, 3, PartsObjectKind.SET);
        byte[] query = Cmd.query(1, 3);
        for (byte[] command : new byte[][] {create, modify, query}) {
            for (int at = 32; at < 40; at++) {
                command[at] = (byte) 0xff;
            }
        }
        rig.ok(create);
        rig.ok(modify);
        assertThat(ResourceObj.kind(rig.ok(query).view())).isEqualTo(PartsObjectKind.SET.number());
    }

    @Test
    @Tag("OBJ-DEV-05")
    @Tag("OBJ-TXT-01")
    void idIsFreeAgainAfterDestroyTenThousandTimes() {
        Rig rig = Rig.ready(PfConfig.of(2).withLatency(LatencyModel.NONE));
        for (int i = 0; i < 10_000; i++) {
            int member = 1 + i % 2;
            rig.ok(Cmd.create(member, i % 3, i % 5 == 0 ? PartsObjectKind.SET : PartsObjectKind.GET));
            rig.ok(Cmd.destroy(member, i % 3));
        }
        assertThat(rig.pf.objects()).isZero();
    }

    /** S-1: the table says 0x0b QUERY and 0x0c MODIFY, the text the other way round. */
    @ParameterizedTest
    @EnumSource
    @Tag("OBJ-DEV-10")
    void queryAndModifyHaveTheOpcodesThatTheSettingNames(ObjectOpcodes opcodes) {
        PfConfig config = PfConfig.of(1).withPersonality(DevicePersonality.DEFAULT.withObjectOpcodes(opcodes));
        Rig rig = Rig.ready(config);
        rig.ok(Cmd.create(1, 3, PartsObjectKind.GET));
        byte[] modify = Cmd.modify(1, 3, PartsObjectKind.SET);
        byte[] query = Cmd.query(1, 3);
        modify[0] = (byte) opcodes.modify();
        query[0] = (byte) opcodes.query();
        rig.ok(modify);
        assertThat(ResourceObj.kind(rig.ok(query).view())).isEqualTo(PartsObjectKind.SET.number());
        // With the other order, the query is a modification to kind 0.
        byte[] swapped = query.clone();
        swapped[0] = modify[0];
        rig.ok(swapped);
        assertThat(ResourceObj.kind(rig.ok(query).view())).isEqualTo(PartsObjectKind.GET.number());
    }

    @Test
    void listUseNamesOpcodesByNumberWhateverTheirOrder() {
        PfConfig config =
                PfConfig.of(1).withPersonality(DevicePersonality.DEFAULT.withObjectOpcodes(ObjectOpcodes.TEXT));
        Rig rig = Rig.ready(config);
        rig.ok(Cmd.create(1, 3, PartsObjectKind.SET));
        rig.ok(Cmd.listUse(GroupType.SR_IOV, 1 << 0x0c));
        byte[] query = Cmd.query(1, 3);
        assertThat(rig.call(query).status()).as("0x0b").isEqualTo("22/2");
        query[0] = 0x0c;
        assertThat(ResourceObj.kind(rig.ok(query).view())).isEqualTo(PartsObjectKind.SET.number());
    }

    @Test
    @Tag("DP-TXT-01")
    void partsCommandsNeedAnObjectOfTheirKind() {
        Rig rig = Rig.ready();
        rig.pf.vf(0).initialise();
        rig.stop(0);
        byte[] image = rig.pf.vf(0).snapshot();
        rig.pf.vf(1).initialise();
        String before = rig.state();
        assertThat(rig.call(Cmd.getAll(1, 0)).status()).isEqualTo("6/3");
        assertThat(rig.call(Cmd.set(1, 0, image)).status()).isEqualTo("6/3");
        assertThat(rig.state()).isEqualTo(before);
        rig.createObjects(0);
        assertThat(rig.call(Cmd.set(1, Rig.getId(0), image)).status()).isEqualTo("22/3");
        assertThat(rig.call(Cmd.getAll(1, Rig.setId(0))).status()).isEqualTo("22/3");
        rig.ok(Cmd.set(1, Rig.setId(0), image));
        rig.ok(Cmd.destroy(1, Rig.setId(0)));
        assertThat(rig.call(Cmd.set(1, Rig.setId(0), image)).status()).isEqualTo("6/3");
    }
}
