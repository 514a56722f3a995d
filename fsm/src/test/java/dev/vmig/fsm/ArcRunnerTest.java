package dev.vmig.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The error rules of VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE. */
class ArcRunnerTest {
    private final List<Arc> executed = new ArrayList<>();

    /** Statement 28. */
    @Test
    @Tag("L-28")
    void failedArcLeavesTheStateThatWasReached() {
        ArcRunner runner = runner(Arc.STOP_TO_STOP_COPY, new ErrnoException(Errno.EBUSY, "status 16"));

        assertThatThrownBy(() -> runner.request(MigrationState.STOP_COPY.value()))
                .isInstanceOfSatisfying(
                        ErrnoException.class, e -> assertThat(e.errno()).isEqualTo(Errno.EBUSY));

        assertThat(runner.state()).isEqualTo(MigrationState.STOP);
        assertThat(executed)
                .containsExactly(Arc.RUNNING_TO_RUNNING_P2P, Arc.RUNNING_P2P_TO_STOP, Arc.STOP_TO_STOP_COPY);
    }

    /** include/uapi/linux/vfio.h: a failing arc may leave the device in ERROR. */
    @Test
    void deviceThatFailsIsInErrorUntilItIsReset() throws ErrnoException {
        ArcRunner runner = runner(Arc.RUNNING_TO_PRE_COPY, new DeviceFailedException(Errno.EIO, "firmware"));

        assertThatThrownBy(() -> runner.request(MigrationState.PRE_COPY.value()))
                .isInstanceOf(DeviceFailedException.class);
        assertThat(runner.state()).isEqualTo(MigrationState.ERROR);
        assertThatThrownBy(() -> runner.request(MigrationState.RUNNING.value()))
                .hasMessage("EINVAL: no path from ERROR to RUNNING with features 7");

        runner.reset();
        assertThat(runner.state()).isEqualTo(MigrationState.RUNNING);
        assertThat(runner.request(MigrationState.RUNNING.value())).isEmpty();
    }

    /** Statement 16, U-6. */
    @ParameterizedTest
    @ValueSource(ints = {8, 9, -1, Integer.MIN_VALUE})
    @Tag("L-16")
    void numberThatIsNoStateIsRefusedAndChangesNothing(int requested) {
        ArcRunner runner = runner(null, null);

        assertThatThrownBy(() -> runner.request(requested))
                .hasMessage("EINVAL: device_state: " + Integer.toUnsignedString(requested) + " (expected: 1 to 7)");

        assertThat(runner.state()).isEqualTo(MigrationState.RUNNING);
        assertThat(executed).isEmpty();
    }

    /** Statement 14, U-4. */
    @Test
    @Tag("L-14")
    void currentStateNeedsNoArc() throws ErrnoException {
        assertThat(runner(null, null).request(MigrationState.RUNNING.value())).isEmpty();
        assertThat(executed).isEmpty();
    }

    private ArcRunner runner(@Nullable Arc failing, @Nullable ErrnoException failure) {
        return new ArcRunner(FeatureSet.STOP_COPY_P2P_PRE_COPY, arc -> {
            executed.add(arc);
            if (arc == failing && failure != null) {
                throw failure;
            }
            return Optional.empty();
        });
    }
}
