package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.PartsObjectKind;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The capability commands (Virtio 1.4, 2.12.1.2). */
class CapabilityTest {

    @Property(tries = 200)
    @net.jqwik.api.Tag("CAP-DEV-02")
    @net.jqwik.api.Tag("CAP-DEV-04")
    void anyLimitUpToTheDevicesOwnIsAcceptedAndEveryLargerOneIsEinval(
            @ForAll @IntRange(max = 255) int deviceGet,
            @ForAll @IntRange(max = 255) int deviceSet,
            @ForAll @IntRange(max = 255) int get,
            @ForAll @IntRange(max = 255) int set) {
        Rig rig = new Rig(PfConfig.of(1).withLimits(deviceGet, deviceSet).withLatency(LatencyModel.NONE));
        rig.ok(Cmd.listUse(GroupType.SELF, Cmd.SELF_OPCODES));
        boolean legal = get <= deviceGet && set <= deviceSet;
        assertThat(rig.call(Cmd.driverCapSet(get, set)).status()).isEqualTo(legal ? "0/0" : "22/3");
        assertThat(rig.call(Cmd.deviceCapGet(0), 10).result())
                .as("the device's own limits")
                .containsExactly(deviceGet, deviceSet);
    }

    @Property(tries = 60)
    @net.jqwik.api.Tag("CAP-TXT-04")
    @net.jqwik.api.Tag("CAP-TXT-05")
    void whatTheDriverSetIsWhatHoldsAndItMaySetItAgain(
            @ForAll @IntRange(max = 254) int get, @ForAll @IntRange(max = 254) int set) {
        Rig rig = Rig.ready(PfConfig.of(1).withLatency(LatencyModel.NONE));
        for (int round = 0; round < 2; round++) {
            rig.ok(Cmd.driverCapSet(get, set));
            holds(rig, PartsObjectKind.GET, get);
            holds(rig, PartsObjectKind.SET, set);
            rig.ok(Cmd.driverCapSet(set, get));
            holds(rig, PartsObjectKind.GET, set);
        }
    }

    private static void holds(Rig rig, PartsObjectKind kind, int limit) {
        String none = limit == 0 ? "28/6" : "22/3";
        assertThat(rig.call(Cmd.create(1, limit, kind)).status()).isEqualTo(none);
        if (limit > 0) {
            rig.ok(Cmd.create(1, limit - 1, kind));
            rig.ok(Cmd.destroy(1, limit - 1));
        }
    }

    @Test
    @Tag("CAP-TXT-02")
    void ofALongerCapabilityTheKnownBeginningCounts() {
        Rig rig = Rig.ready();
        byte[] longer = Arrays.copyOf(Cmd.driverCapSet(3, 2), 60);
        Arrays.fill(longer, 34, 60, (byte) 0xff);
        rig.ok(longer);
        holds(rig, PartsObjectKind.GET, 3);
        holds(rig, PartsObjectKind.SET, 2);
    }

    @Test
    @Tag("CAP-TXT-03")
    void listHasRoomForTheHighestIdAndNothingElseIsInIt() {
        assertThat(Rig.ready().ok(Cmd.capIdList()).result()).containsExactly(1, 0, 0, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 8, 9})
    @Tag("CAP-DEV-05")
    void theyAreForTheSelfGroupOnlyWhateverTheListSays(int opcode) {
        Rig strict = Rig.ready();
        assertThat(strict.call(Cmd.header(opcode, 1, 1)).status()).isEqualTo("22/2");
        Rig linux = Rig.ready(PfConfig.of(1).withProfile(DeviceProfile.LINUX));
        linux.ok(Cmd.listUse(GroupType.SR_IOV, 0x3e780));
        assertThat(linux.call(Cmd.header(opcode, 1, 1)).status()).isEqualTo("22/1");
        linux.ok(Cmd.create(1, 254, PartsObjectKind.GET));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 63, 64, 0x800, 0xffff})
    @Tag("CAP-DEV-08")
    void idThatIsNotListedIsEnxio(int id) {
        Rig rig = Rig.ready();
        assertThat(rig.call(Cmd.deviceCapGet(id)).status()).isEqualTo("6/3");
        byte[] set = Cmd.driverCapSet(1, 1);
        set[24] = (byte) id;
        set[25] = (byte) (id >>> 8);
        assertThat(rig.call(set).status()).isEqualTo("6/3");
    }
}
