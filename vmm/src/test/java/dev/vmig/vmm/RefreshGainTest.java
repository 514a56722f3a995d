package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefreshGainTest {
    @Test
    void refreshesGoOnWhileEachMovesLessThanThreeQuartersOfTheOneBefore() {
        RefreshGain gain = new RefreshGain(1_000);
        assertThat(gain.paysAfter(400)).isTrue();
        assertThat(gain.paysAfter(299)).isTrue();
        assertThat(gain.paysAfter(225)).isFalse();
    }

    @Test
    void wholeImagesAreNotRefreshedTwice() {
        assertThat(new RefreshGain(1_000).paysAfter(1_000)).isFalse();
    }

    @Test
    void nothingMovedIsTheEnd() {
        assertThat(new RefreshGain(1_000).paysAfter(0)).isFalse();
    }

    @Test
    void noDeviceKeepsTheVmmHere() {
        RefreshGain gain = new RefreshGain(Long.MAX_VALUE / 8);
        int refreshes = 1;
        for (long bytes = Long.MAX_VALUE / 32; gain.paysAfter(bytes); bytes /= 2) {
            refreshes++;
        }
        assertThat(refreshes).isEqualTo(8);
    }
}
