package dev.vmig.samples.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said of single arcs is what the driver does. */
class ArcCommandsTest {
    private static final Set<Arc> MODE_CHANGES = Set.of(
            Arc.RUNNING_TO_RUNNING_P2P,
            Arc.RUNNING_P2P_TO_RUNNING,
            Arc.PRE_COPY_TO_PRE_COPY_P2P,
            Arc.PRE_COPY_P2P_TO_PRE_COPY);

    /** The arcs of a request, asked for one by one, cost the same commands as the request (features 3 and 7). */
    @ParameterizedTest
    @MethodSource("requests")
    @Tag("L-45")
    void arcsAddUpToTheRequest(FeatureSet features, MigrationState from, MigrationState to) throws ErrnoException {
        List<ArcCommands.Step> steps = ArcCommands.of(features, from, to).orElseThrow();

        assertThat(steps.stream().flatMap(step -> step.commands().stream()))
                .isEqualTo(ArcCommands.ofRequest(features, from, to));
        for (ArcCommands.Step step : steps) {
            assertThat(step.commands().stream()
                            .anyMatch(command -> command.name().equals("DEV_MODE_SET")))
                    .as("mode command on %s (VirtioCommands.tla)", step.arc())
                    .isEqualTo(MODE_CHANGES.contains(step.arc()));
        }
    }

    /** The device is back at work for a moment, and then stopped once. */
    @Test
    @Tag("L-21")
    void leavingPreCopyForStopGoesThroughRunningAndStopsTheDeviceOnce() {
        assertThat(ArcCommands.of(FeatureSet.STOP_COPY_P2P_PRE_COPY, MigrationState.PRE_COPY, MigrationState.STOP)
                        .orElseThrow())
                .extracting(step -> step.arc() + " " + step.commands())
                .containsExactly(
                        "PRE_COPY>RUNNING [RESOURCE_OBJ_DESTROY]",
                        "RUNNING>RUNNING_P2P [DEV_MODE_SET STOPPED]",
                        "RUNNING_P2P>STOP []");
    }

    static Stream<Arguments> requests() {
        return Stream.of(FeatureSet.STOP_COPY_P2P, FeatureSet.STOP_COPY_P2P_PRE_COPY)
                .flatMap(features -> Arrays.stream(MigrationState.values())
                        .flatMap(from -> Arrays.stream(MigrationState.values())
                                .filter(to -> ArcCommands.of(features, from, to).isPresent())
                                .map(to -> Arguments.of(features, from, to))));
    }
}
