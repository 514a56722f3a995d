package dev.vmig.properties.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Quirk;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 64 VFs of one PF migrate at once under faults and resets. */
@Tag("stress")
class StormTest {
    /** Arbitrary seeds, and one with a device that returned a single byte, zero, of its parts. */
    static LongStream seeds() {
        return LongStream.concat(LongStream.rangeClosed(1, 20), LongStream.of(299));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    @Tag("L-52")
    @Tag("L-113")
    void eachVfArrivesOrRunsOnAndNothingIsLeft(long seed) {
        Storm storm = run(seed, DriverProfile.CONTRACT);
        assertThat(StormCheck.findings(storm)).isEmpty();
        // Otherwise the seed shows nothing.
        assertThat(completed(storm)).isBetween(1L, StormPlan.VFS - 1L);
    }

    @Test
    void sameSeedGivesTheSameStorm() {
        List<Object> first = IntStream.range(0, StormPlan.VFS)
                .<Object>mapToObj(run(2, DriverProfile.CONTRACT)::result)
                .toList();
        assertThat(IntStream.range(0, StormPlan.VFS).<Object>mapToObj(run(2, DriverProfile.CONTRACT)::result))
                .isEqualTo(first);
    }

    /** K-4. */
    @Test
    void driverThatLosesIdsIsFound() {
        Storm storm = run(3, new DriverProfile(Set.of(Quirk.K_4), false));
        assertThat(StormCheck.findings(storm)).anyMatch(finding -> finding.contains("no id is taken, but "));
    }

    @Test
    void sourceThatStandsStillIsFound() {
        Storm storm = run(2, DriverProfile.CONTRACT);
        int failed = IntStream.range(0, StormPlan.VFS)
                .filter(vf -> !storm.result(vf).completed())
                .findFirst()
                .orElseThrow();
        storm.source.vf(failed).functionLevelReset(() -> {}); // Takes longer than the check waits.
        assertThat(StormCheck.findings(storm))
                .singleElement()
                .asString()
                .startsWith("seed 2, does not hold: vf" + failed + ", ")
                .endsWith(": the source serves its guest");
    }

    @Test
    @Tag("L-52")
    @Tag("L-113")
    void twoObjectsWithOneIdAndTwoCommandsOfOneMemberAreFound() {
        CommandWatch watch = new CommandWatch(() -> 7);
        watch.issued(create(1, 5));
        watch.issued(create(2, 5));
        watch.issued(create(2, 6));
        assertThat(watch.breaches())
                .containsExactly(
                        "RESOURCE_OBJ_CREATE of member 2 at 7 ns: id 5 is that of an object of member 1",
                        "RESOURCE_OBJ_CREATE of member 2 at 7 ns: while another command of this member is in flight");
    }

    private static byte[] create(long member, long id) {
        byte[] command = new byte[ResourceObj.CREATE_LENGTH];
        ResourceObj.encodeCreate(command, 0, GroupType.SR_IOV, member, id, PartsObjectKind.GET);
        return command;
    }

    private static Storm run(long seed, DriverProfile profile) {
        Storm storm = new Storm(StormPlan.of(seed), profile);
        storm.run();
        return storm;
    }

    private static long completed(Storm storm) {
        return IntStream.range(0, StormPlan.VFS)
                .filter(vf -> storm.result(vf).completed())
                .count();
    }
}
