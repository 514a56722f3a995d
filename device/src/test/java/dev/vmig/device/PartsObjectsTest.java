package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Capabilities and device parts objects (Virtio 1.4, 2.12.1.2 and 2.12.1.3). */
class PartsObjectsTest {

    @Test
    @Tag("CAP-DEV-02")
    @Tag("CAP-DEV-04")
    void capDev02And04LimitsUpToThoseOfTheDeviceAreAcceptedAndNoLargerOnes() {
        Rig rig = Rig.ready(PfConfig.of(1).withLimits(0xff, 0xff));
        assertThat(rig.call(Cmd.deviceCapGet(0), 16).result()).startsWith(0xff, 0xff);
        Rig small = new Rig(PfConfig.of(1).withProfile(DeviceProfile.LINUX).withLimits(3, 2));
        assertThat(small.call(Cmd.driverCapSet(3, 2)).status()).isEqualTo("0/0");
        assertThat(small.call(Cmd.driverCapSet(0, 0)).status()).isEqualTo("0/0");
        assertThat(small.call(Cmd.driverCapSet(4, 2)).status()).isEqualTo("22/3");
        assertThat(small.call(Cmd.driverCapSet(3, 3)).status()).isEqualTo("22/3");
    }

    @Test
    @Tag("CAP-DEV-07")
    void capDev07ALimitCannotGoBelowAnObjectThatIsAlive() {
        Rig rig = Rig.ready();
        rig.ok(Cmd.create(1, 4, PartsObjectKind.GET));
        assertThat(rig.call(Cmd.driverCapSet(0, 0)).status()).isEqualTo("16/7");
        assertThat(rig.call(Cmd.driverCapSet(4, 9)).status()).isEqualTo("16/7");
        rig.ok(Cmd.driverCapSet(5, 0));
        rig.ok(Cmd.destroy(1, 4));
        rig.ok(Cmd.driverCapSet(0, 0));
    }

    @Test
    @Tag("CAP-DEV-08")
    void capDev08AnUnknownCapabilityIsEnxio() {
        Rig rig = Rig.ready();
        assertThat(rig.call(Cmd.deviceCapGet(5)).view().status()).isEqualTo(6);
        byte[] set = Cmd.driverCapSet(1, 1);
        set[24] = 5;
        assertThat(rig.call(set).view().status()).isEqualTo(6);
    }

    @Test
    @Tag("CAP-DEV-10")
    void capDev10BeforeTheDriverCapabilityIsSetNoObjectFits() {
        Rig rig = new Rig(PfConfig.of(1));
        rig.ok(Cmd.listUse(GroupType.SR_IOV, Cmd.SR_IOV_OPCODES));
        assertThat(rig.call(Cmd.create(1, 0, PartsObjectKind.GET)).status()).isEqualTo("28/6");
    }

    @Test
    @Tag("OBJ-TXT-01")
    void objTxt01AnIdMustBeBelowTheLimitOfItsKind() {
        Rig rig = Rig.ready();
        rig.ok(Cmd.driverCapSet(4, 2));
        assertThat(rig.call(Cmd.create(1, 2, PartsObjectKind.SET)).status()).isEqualTo("22/3");
        rig.ok(Cmd.create(1, 2, PartsObjectKind.GET));
        assertThat(rig.call(Cmd.create(1, 4, PartsObjectKind.GET)).status()).isEqualTo("22/3");
        assertThat(rig.call(Cmd.create(1, 0xffff_ffffL, PartsObjectKind.GET)).status())
                .isEqualTo("22/3");
        // The kind of an object is bound to the limits as well.
        assertThat(rig.call(Cmd.modify(1, 2, PartsObjectKind.SET)).status()).isEqualTo("22/3");
        assertThat(ResourceObj.kind(rig.ok(Cmd.query(1, 2)).view())).isEqualTo(0);
    }

    @Test
    @Tag("OBJ-DEV-01")
    void objDev01IdsAreTheOwnersWhateverMemberAndKind() {
        Rig rig = Rig.ready();
        rig.ok(Cmd.create(1, 7, PartsObjectKind.GET));
        assertThat(rig.call(Cmd.create(1, 7, PartsObjectKind.GET)).view().status())
                .isEqualTo(17);
        assertThat(rig.call(Cmd.create(2, 7, PartsObjectKind.SET)).view().status())
                .isEqualTo(17);
    }

    @Test
    @Tag("OBJ-DEV-02")
    void objDev02AnObjectThatIsMissingOrOfAnotherMemberIsEnxio() {
        Rig rig = Rig.ready();
        rig.ok(Cmd.create(1, 7, PartsObjectKind.GET));
        rig.ok(Cmd.create(2, 8, PartsObjectKind.GET));
        for (byte[] command : List.of(
                Cmd.query(2, 7),
                Cmd.modify(2, 7, PartsObjectKind.SET),
                Cmd.destroy(2, 7),
                Cmd.getAll(2, 7),
                Cmd.metadata(2, 7, MetadataType.SIZE),
                Cmd.set(2, 7, new byte[0]),
                Cmd.query(1, 9),
                Cmd.destroy(1, 9),
                Cmd.query(1, 8),
                Cmd.destroy(1, 8))) {
            assertThat(rig.call(command).view().status()).isEqualTo(6);
        }
        rig.ok(Cmd.query(1, 7));
    }

    @Test
    @Tag("OBJ-DEV-03")
    @Tag("OBJ-DEV-07")
    void objDev03And07NoMoreObjectsThanFitIntoTheOwner() {
        Rig rig = Rig.ready(PfConfig.of(1).withObjectCapacity(2));
        rig.ok(Cmd.create(1, 0, PartsObjectKind.GET));
        rig.ok(Cmd.create(1, 1, PartsObjectKind.GET));
        assertThat(rig.call(Cmd.create(1, 2, PartsObjectKind.GET)).status()).isEqualTo("28/6");
        assertThat(rig.pf.objects()).isEqualTo(2);
    }

    @Property(tries = 20)
    @net.jqwik.api.Tag("OBJ-DEV-05")
    @net.jqwik.api.Tag("OBJ-DEV-06")
    void objDev05And06And08EveryFreeIdIsAcceptedInAnyOrderAgainAndAgain(
            @ForAll @Size(60) @UniqueElements List<@IntRange(max = 254) Integer> ids) {
        Rig rig = Rig.ready(PfConfig.of(1).withLatency(LatencyModel.NONE));
        for (int round = 0; round < 2; round++) {
            ids.forEach(id -> rig.ok(Cmd.create(1, id, PartsObjectKind.SET)));
            assertThat(rig.pf.objects()).isEqualTo(ids.size());
            ids.forEach(id -> rig.ok(Cmd.destroy(1, id)));
        }
        assertThat(rig.pf.objects()).isZero();
    }

    @Test
    @Tag("OBJ-DEV-08")
    void objDev08TheWholeLimitCanBeUsed() {
        Rig rig = Rig.ready(PfConfig.of(1).withLatency(LatencyModel.NONE));
        for (int id = 0; id < 0xff; id++) {
            rig.ok(Cmd.create(1, id, PartsObjectKind.GET));
        }
        assertThat(rig.call(Cmd.create(1, 0xff, PartsObjectKind.GET)).view().status())
                .isEqualTo(22);
    }

    @Test
    @Tag("OBJ-DEV-09")
    @Tag("OBJ-DEV-10")
    void objDev09And10QueryTellsWhatWasWrittenLastAndAFailedModifyWritesNothing() {
        Rig rig = Rig.ready();
        rig.ok(Cmd.create(1, 3, PartsObjectKind.GET));
        rig.ok(Cmd.modify(1, 3, PartsObjectKind.SET));
        byte[] bad = Cmd.modify(1, 3, PartsObjectKind.GET);
        bad[40] = 2;
        assertThat(rig.call(bad).status()).isEqualTo("22/3");
        assertThat(ResourceObj.kind(rig.ok(Cmd.query(1, 3)).view())).isEqualTo(PartsObjectKind.SET.number());
    }

    @Test
    void unknownTypeOrKindIsEinval() {
        Rig rig = Rig.ready();
        byte[] type = Cmd.create(1, 0, PartsObjectKind.GET);
        type[25] = 2;
        assertThat(rig.call(type).status()).isEqualTo("22/3");
        byte[] kind = Cmd.create(1, 0, PartsObjectKind.GET);
        kind[40] = 9;
        assertThat(rig.call(kind).status()).isEqualTo("22/3");
        assertThat(rig.pf.lastRefusal()).hasValue("type of the device parts object: 9 (expected: 0 or 1)");
    }

    @Test
    @Tag("OBJ-DEV-11")
    @Tag("CAP-DEV-09")
    void objDev11AndCapDev09AResetOfTheOwnerDestroysAllObjectsAndForgetsTheCapability() {
        Rig rig = Rig.ready();
        rig.createObjects(0);
        rig.pf.reset();
        assertThat(rig.pf.objects()).isZero();
        rig.ok(Cmd.listUse(GroupType.SR_IOV, Cmd.SR_IOV_OPCODES));
        assertThat(rig.call(Cmd.create(1, 0, PartsObjectKind.GET)).status()).isEqualTo("28/6");
    }

    @Test
    @Tag("DP-TXT-01")
    void dpTxt01AnObjectServesOneDirectionOnly() {
        Rig rig = Rig.ready();
        rig.createObjects(0);
        assertThat(rig.call(Cmd.getAll(1, Rig.setId(0))).status()).isEqualTo("22/3");
        assertThat(rig.call(Cmd.metadata(1, Rig.setId(0), MetadataType.SIZE)).status())
                .isEqualTo("22/3");
        rig.stop(0);
        assertThat(rig.call(Cmd.set(1, Rig.getId(0), new byte[0])).status()).isEqualTo("22/3");
    }
}
