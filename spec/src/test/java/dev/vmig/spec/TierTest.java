package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which models run when. */
class TierTest {
    private static final SpecFiles FILES = SpecFiles.bundled();

    @Test
    void smokeTierHasAModelThatHoldsForEachModelledModule() {
        assertThat(Model.of(Tier.SMOKE))
                .hasSizeLessThanOrEqualTo(17)
                .filteredOn(Model::mustHold)
                .extracting(Model::module)
                .containsAll(Model.ALL.stream().map(Model::module).distinct().toList());
    }

    @Test
    void smokeTierIsPartOfTheCiTierAndTheDeepTierIsNot() {
        assertThat(Model.of(Tier.CI))
                .containsAll(Model.of(Tier.SMOKE))
                .doesNotContainAnyElementsOf(Model.of(Tier.DEEP));
        assertThat(Model.of(Tier.DEEP)).isNotEmpty().allMatch(model -> model.tier() == Tier.DEEP);
    }

    @Test
    void eachModelHasItsOwnConfigurationAndModule() {
        Stream.of(Model.ALL, Model.DEEP)
                .flatMap(List::stream)
                .forEach(model -> FILES.require(model.module(), model.config()));
        assertThat(Stream.concat(Model.ALL.stream(), Model.DEEP.stream()).map(Model::name))
                .doesNotHaveDuplicates();
    }

    @Test
    void modelsThatRunInCiHaveTheirStatesPinned() {
        assertThat(Model.ALL).filteredOn(Model::mustHold).allMatch(model -> model.distinct() > 0);
    }

    @Test
    void deepModelHasASmallerOneOfTheSameModuleThatAsksForItsActions() {
        assertThat(Model.DEEP)
                .allSatisfy(deep -> assertThat(Model.ALL)
                        .anyMatch(model -> model.module().equals(deep.module())
                                && !model.actions().isEmpty()));
    }
}
