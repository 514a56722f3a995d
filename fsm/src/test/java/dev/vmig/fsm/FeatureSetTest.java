package dev.vmig.fsm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The flags of struct vfio_device_feature_migration, include/uapi/linux/vfio.h. */
class FeatureSetTest {
    @ParameterizedTest
    @CsvSource({"1,4", "3,5", "5,5", "7,7"})
    void supportsTheStatesOfItsFlags(int flags, int states) {
        assertThat(Arrays.stream(MigrationState.values()).filter(FeatureSet.of(flags)::supports))
                .hasSize(states)
                .doesNotContain(MigrationState.ERROR);
    }

    /** That a driver has all callbacks, the other half of statement 33, is for the compiler to see to. */
    @ParameterizedTest
    @ValueSource(longs = {0, 2, 4, 6, 8, 0x1_0000_0001L})
    @Tag("L-33")
    void combinationWithoutMeaningIsRefused(long flags) {
        assertThatThrownBy(() -> FeatureSet.of(flags))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("migration features: " + flags);
    }

    @Test
    void statesHaveTheNumbersOfTheUapi() {
        assertThat(MigrationState.values()).extracting(MigrationState::value).containsExactly(0, 1, 2, 3, 4, 5, 6, 7);
        assertThat(MigrationState.of(7)).hasValue(MigrationState.PRE_COPY_P2P);
        assertThat(MigrationState.of(8)).isEmpty();
        assertThat(MigrationState.of(-1)).isEmpty();
    }
}
