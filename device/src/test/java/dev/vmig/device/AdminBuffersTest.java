package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.LegacyRegion;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.PartsObjectKind;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Buffer lengths mean nothing (Virtio 1.4, 2.13.1). */
class AdminBuffersTest {

    private static Rig rig() {
        Rig rig = LegacyRig.ready(LegacyRig.config(2).withLatency(LatencyModel.NONE)).rig;
        rig.createObjects(0);
        rig.createObjects(1);
        return rig;
    }

    /** Every command whose data is of fixed size, and GET of SELECTED. */
    static Stream<byte[]> commands() {
        byte[] image = rig().pf.vf(1).snapshot();
        return Stream.of(
                Cmd.listQuery(GroupType.SR_IOV),
                Cmd.listUse(GroupType.SELF, 0x303),
                Cmd.notifyInfo(2),
                Cmd.capIdList(),
                Cmd.deviceCapGet(0),
                Cmd.deviceCapGet(0x0102),
                Cmd.driverCapSet(9, 8),
                Cmd.create(2, 0x20, PartsObjectKind.SET),
                Cmd.modify(2, 3, PartsObjectKind.GET),
                Cmd.query(2, 3),
                Cmd.destroy(2, 3),
                Cmd.metadata(2, 2, MetadataType.LIST),
                Cmd.getAll(2, 2),
                Cmd.getSelected(2, 2, Arrays.copyOfRange(image, 0, 16)),
                Cmd.mode(2, true));
    }

    @ParameterizedTest
    @MethodSource("commands")
    @Tag("AVQ-DEV-01")
    @Tag("AVQ-DEV-06")
    void avqDev01EveryPrefixIsAnsweredAsTheZeroExtendedCommand(byte[] command) {
        for (int length = 0; length <= command.length; length++) {
            byte[] prefix = Arrays.copyOf(command, length);
            byte[] extended = Arrays.copyOf(prefix, command.length);
            Rig one = rig();
            Rig other = rig();
            assertThat(one.call(prefix).seen())
                    .as("prefix of %d", length)
                    .isEqualTo(other.call(extended).seen());
            assertThat(one.state()).isEqualTo(other.state());
        }
    }

    /** The exception that the decisions name: zeros in the place of a value that is cut off would damage the member. */
    @Test
    @Tag("AVQ-DEV-01")
    void everyPrefixOfASetIsAnsweredAsTheZeroExtendedOneOrRefusedWithoutEffect() {
        byte[] set = Cmd.set(2, 3, Arrays.copyOf(rig().pf.vf(1).snapshot(), 300));
        for (int length = 0; length < set.length; length++) {
            Rig one = stopped();
            Rig other = stopped();
            String before = one.state();
            Reply cut = one.call(Arrays.copyOf(set, length));
            Reply extended = other.call(Arrays.copyOf(Arrays.copyOf(set, length), set.length));
            if (cut.status().equals("22/3")) {
                assertThat(one.state()).isEqualTo(before);
            } else {
                assertThat(cut.seen()).isEqualTo(extended.seen());
                assertThat(one.state()).isEqualTo(other.state());
            }
        }
    }

    private static Rig stopped() {
        Rig rig = rig();
        rig.stop(1);
        return rig;
    }

    /** Their length is that of the access, so that they have a result buffer of their own. */
    @ParameterizedTest
    @EnumSource
    @Tag("AVQ-DEV-01")
    void everyPrefixOfALegacyReadIsAnsweredAsTheZeroExtendedOne(LegacyRegion region) {
        byte[] read = Cmd.legacyRead(region, 2, 5);
        for (int length = 0; length <= read.length; length++) {
            byte[] extended = Arrays.copyOf(Arrays.copyOf(read, length), read.length);
            assertThat(rig().call(Arrays.copyOf(read, length), 9).seen())
                    .isEqualTo(rig().call(extended, 9).seen());
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    @Tag("AVQ-DEV-02")
    @Tag("AVQ-DEV-05")
    @Tag("AVQ-DEV-06")
    @Tag("AVQ-DEV-08")
    void avqDev02And08AShortBufferGetsThePrefixOfTheReply(byte[] command) {
        byte[] full = rig().call(command).writable();
        long used = rig().call(command).used();
        boolean metadata = command[0] == 0x0e;
        for (int capacity = 0; capacity <= used; capacity++) {
            Reply reply = rig().call(command, capacity);
            if (metadata && capacity < used) {
                // DP-TXT-06 goes before AVQ-DEV-06 here, being the more specific.
                assertThat(reply.used()).isEqualTo(Math.min(8, capacity));
            } else {
                assertThat(reply.used()).isEqualTo(capacity);
                assertThat(reply.writable()).isEqualTo(Arrays.copyOf(full, capacity));
            }
        }
    }

    /** Without those whose data goes on as far as the buffer does. */
    static Stream<byte[]> commandsOfFixedSize() {
        return commands().filter(c -> c[0] != 1 && !(c[0] == 0x0f && c[32] == 0));
    }

    @ParameterizedTest
    @MethodSource("commandsOfFixedSize")
    @Tag("AVQ-DEV-03")
    @Tag("AVQ-DEV-06")
    void avqDev03SurplusBytesAreIgnored(byte[] command) {
        byte[] longer = Arrays.copyOf(command, command.length + 40);
        Arrays.fill(longer, command.length, longer.length, (byte) 0xa5);
        assertThat(rig().call(longer).seen()).isEqualTo(rig().call(command).seen());
    }

    @ParameterizedTest
    @MethodSource("commands")
    @Tag("AVQ-DEV-04")
    @Tag("AVQ-DEV-07")
    void avqDev04And07TheUsedLengthIsThatOfTheStructureInWholeUnitsWhereItsSizeIsFixed(byte[] command) {
        Reply reply = rig().call(command, 1 << 16);
        int used = (int) reply.used();
        boolean parts = command[0] == 0x0f;
        assertThat(used).isGreaterThanOrEqualTo(8);
        assertThat(parts || used % 8 == 0).isTrue();
        byte[] behind = Arrays.copyOfRange(reply.writable(), used, reply.writable().length);
        assertThat(behind).containsOnly(0);
    }

    @Provide
    Arbitrary<byte[]> anyCommand() {
        return Arbitraries.of(commands().toList());
    }

    @Property(tries = 100)
    void ownerOfTheArrayMayReuseItAtOnce(@ForAll("anyCommand") byte[] command) {
        Rig rig = rig();
        byte[] mine = command.clone();
        Reply reply = rig.submit(mine);
        Arrays.fill(mine, (byte) 0xff);
        rig.time.runAll();
        assertThat(List.of(reply.seen())).containsExactly(rig().call(command).seen());
    }
}
