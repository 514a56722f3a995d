package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.StatusQualifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Order and time of completions, and planned faults (Virtio 1.4, 2.13). */
class QueueOrderTest {

    /** Notes the number of its command when the reply comes. */
    private record Numbered(int number, List<Integer> order) implements AdminReply {
        @Override
        public void used(long usedLength, byte[] writable) {
            order.add(number);
        }

        @Override
        public void aborted() {
            throw new AssertionError();
        }
    }

    private static List<Integer> order(PfConfig config, List<Integer> members) {
        Rig rig = Rig.ready(config);
        for (int vf = 0; vf < 3; vf++) {
            rig.createObjects(vf);
        }
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < members.size(); i++) {
            long member = members.get(i);
            byte[] command = i % 3 == 0
                    ? Cmd.getAll(member, 2 * (member - 1))
                    : Cmd.metadata(member, 2 * (member - 1), MetadataType.SIZE);
            rig.pf.adminQueue().submit(command, 1 << 14, new Numbered(i, order));
        }
        rig.time.runAll();
        assertThat(order).hasSameSizeAs(members);
        return order;
    }

    @Property(tries = 60)
    @net.jqwik.api.Tag("AVQ-DEV-09")
    void commandsOfOneMemberAreAnsweredInOrder(
            @ForAll long seed, @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 3) Integer> members) {
        List<Integer> order = order(PfConfig.of(3).withSeed(seed), members);
        for (int member = 1; member <= 3; member++) {
            int wanted = member;
            assertThat(order.stream().filter(i -> members.get(i) == wanted)).isSorted();
        }
    }

    @Property(tries = 30)
    @net.jqwik.api.Tag("AVQ-DEV-09")
    @Tag("AVQ-DEV-09")
    void avqDev09OneAfterTheOtherWhenTheQueueKeepsItsOrder(
            @ForAll long seed, @ForAll @Size(min = 2, max = 12) List<@IntRange(min = 1, max = 3) Integer> members) {
        List<Integer> order = order(PfConfig.of(3).withSeed(seed).withOrder(AdminOrder.QUEUE), members);
        assertThat(order).isEqualTo(IntStream.range(0, members.size()).boxed().toList());
    }

    @Test
    void commandsOfDifferentMembersOverlapAndOvertake() {
        assertThat(order(PfConfig.of(3), List.of(1, 2, 3, 1, 2, 3))).isNotEqualTo(List.of(0, 1, 2, 3, 4, 5));
    }

    @Test
    void latencyIsThatOfTheCommandAndOfEachByteBothWays() {
        PfConfig config = PfConfig.of(1).withLatency(new LatencyModel(1_000, 0, 10_000, 0, 0, 0));
        Rig rig = Rig.ready(config);
        rig.createObjects(0);
        long start = rig.time.nanoTime();
        Reply reply = rig.call(Cmd.getAll(1, 0));
        long results = reply.used() - 8;
        assertThat(rig.time.nanoTime() - start).isEqualTo(1_000 + 10 * (40 + results));
    }

    private static Rig faulty(FaultPlan plan) {
        return Rig.ready(PfConfig.of(2).withFaults(plan));
    }

    @Test
    void plannedErrorHitsTheNthCommandOfThatVfOnlyAndHasNoEffect() {
        Rig rig = faulty(FaultPlan.none()
                .on(0, Opcode.DEV_MODE_SET, 2)
                .answers(AdminStatus.EAGAIN, StatusQualifier.TRYAGAIN)
                .on(FaultPlan.OWNER, Opcode.CAP_ID_LIST_QUERY, 1)
                .answers(99, 0x1234));
        assertThat(rig.call(Cmd.capIdList()).status()).isEqualTo("99/4660");
        rig.ok(Cmd.mode(1, false));
        rig.ok(Cmd.mode(2, false));
        rig.ok(Cmd.mode(2, false));
        assertThat(rig.call(Cmd.mode(1, true)).status()).isEqualTo("11/7");
        assertThat(rig.pf.vf(0).mode()).isEqualTo(DeviceMode.RUNNING);
        rig.ok(Cmd.mode(1, true));
        assertThat(rig.pf.vf(0).mode()).isEqualTo(DeviceMode.STOPPED);
    }

    @Test
    void stopThatFailsLetsTheVfGoOn() {
        Rig rig = faulty(
                FaultPlan.none().on(0, Opcode.DEV_MODE_SET, 1).answers(AdminStatus.EBUSY, StatusQualifier.TRYAGAIN));
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        Reply stop = rig.submit(Cmd.mode(1, true));
        vf.ringDoorbell(1);
        assertThat(vf.counters().dmas())
                .as("held back while the stop is pending")
                .isZero();
        rig.time.runAll();
        assertThat(stop.status()).isEqualTo("16/7");
        assertThat(vf.counters().dmas()).isEqualTo(1);
    }

    @Test
    void commandThatNeverCompletesBlocksItsVfUntilTheOwnerIsReset() {
        Rig rig = faulty(FaultPlan.none().on(0, Opcode.RESOURCE_OBJ_CREATE, 1).neverCompletes());
        Reply hung = rig.submit(Cmd.create(1, 0, PartsObjectKind.GET));
        Reply behind = rig.submit(Cmd.mode(1, true));
        rig.ok(Cmd.mode(2, true));
        rig.time.runAll();
        assertThat(hung.isAnswered()).isFalse();
        assertThat(behind.isAnswered()).isFalse();
        assertThat(rig.pf.objects()).isZero();
        rig.pf.reset();
        assertThat(List.of(hung, behind)).allMatch(Reply::isAborted);
    }

    @Test
    void shortCompletionTakesEffectButItsAnswerIsCut() {
        Rig rig = faulty(FaultPlan.none().on(0, Opcode.DEV_PARTS_GET, 1).completesShort(21));
        rig.createObjects(0);
        Reply cut = rig.call(Cmd.getAll(1, 0), 4_096);
        assertThat(cut.used()).isEqualTo(21);
        byte[] whole = rig.getAll(0);
        assertThat(cut.result()).isEqualTo(Arrays.copyOf(whole, 13));
        assertThat(Arrays.copyOfRange(cut.writable(), 21, 4_096)).containsOnly(0);
    }

    @Test
    void falseUsedLengthIsReportedAsPlanned() {
        Rig rig = faulty(FaultPlan.none().on(0, Opcode.DEV_MODE_SET, 1).claims(0xffff_ffffL));
        Reply reply = rig.call(Cmd.mode(1, true), 8);
        assertThat(reply.used()).isEqualTo(0xffff_ffffL);
        assertThat(reply.writable()).hasSize(8);
        assertThat(rig.pf.vf(0).mode()).isEqualTo(DeviceMode.STOPPED);
    }

    @Test
    void delayIsAddedToTheLatency() {
        Rig rig = faulty(FaultPlan.none().on(0, Opcode.DEV_MODE_SET, 1).isDelayed(1_000_000_000));
        rig.ok(Cmd.mode(1, true));
        assertThat(rig.time.nanoTime()).isGreaterThan(1_000_000_000);
    }
}
