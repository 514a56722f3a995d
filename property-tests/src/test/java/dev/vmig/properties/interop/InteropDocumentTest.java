package dev.vmig.properties.interop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.properties.docs.CommittedDocument;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InteropDocumentTest {
    private static final List<PairOutcome> OUTCOMES =
            Pair.ALL.stream().map(Pair::run).toList();

    @Test
    void interopDocumentIsWhatThePairsDo() throws IOException {
        CommittedDocument.of("interop.md").assertIs(InteropDocument.of(OUTCOMES), getClass());
    }

    /** K-14: all pairs but one work, with and without PRE_COPY. */
    @Test
    void onlyLinuxOnAStrictDeviceCannotMigrate() {
        assertThat(OUTCOMES)
                .filteredOn(outcome -> outcome.refusal().isPresent())
                .singleElement()
                .satisfies(outcome -> {
                    assertThat(outcome.pair()).isEqualTo(Pair.ALL.get(2));
                    assertThat(outcome.roundTrips().values()).doesNotContain(Optional.empty());
                });
        assertThat(OUTCOMES)
                .filteredOn(outcome -> outcome.refusal().isEmpty())
                .hasSize(3)
                .allSatisfy(outcome ->
                        assertThat(outcome.roundTrips().values()).hasSize(2).containsOnly(Optional.empty()));
    }

    /** The check can fail: a round trip that does not end well is in the document. */
    @Test
    void documentTellsWhatFails() {
        PairOutcome good = OUTCOMES.get(0);
        PairOutcome bad = new PairOutcome(
                good.pair(),
                good.handshake(),
                good.refusal(),
                Map.of(3, Optional.empty(), 7, Optional.of("target vf0: write: EBUSY")));

        assertThat(InteropDocument.of(OUTCOMES)).contains("Linux cannot migrate");
        assertThat(InteropDocument.of(List.of(bad)))
                .doesNotContain("Linux cannot migrate")
                .contains("| contract | strict | offered | ends well | fails: target vf0: write: EBUSY |");
    }
}
