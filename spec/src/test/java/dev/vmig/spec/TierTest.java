package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which models run when. */
class TierTest {
    private static final SpecFiles FILES = SpecFiles.bundled();
    private static final ModelCatalogue MODELS = FILES.catalogue();

    @Test
    void smokeTierHasAModelThatHoldsForEachModelledModule() {
        assertThat(MODELS.of(Tier.SMOKE))
                .hasSizeLessThanOrEqualTo(20)
                .filteredOn(Model::mustHold)
                .extracting(Model::module)
                .containsAll(MODELS.of(Tier.CI).stream()
                        .map(Model::module)
                        .distinct()
                        .toList());
    }

    @Test
    void smokeTierIsPartOfTheCiTierAndTheDeepTierIsNot() {
        assertThat(MODELS.of(Tier.CI))
                .containsAll(MODELS.of(Tier.SMOKE))
                .doesNotContainAnyElementsOf(MODELS.of(Tier.DEEP));
        assertThat(MODELS.of(Tier.DEEP)).isNotEmpty().allMatch(model -> model.tier() == Tier.DEEP);
    }

    @Test
    void eachModelHasItsOwnConfigurationAndModule() {
        MODELS.all().forEach(model -> FILES.require(model.module(), model.config()));
        assertThat(MODELS.all()).extracting(Model::name).doesNotHaveDuplicates();
    }

    @Test
    void modelsThatRunInCiHaveTheirStatesPinned() {
        assertThat(MODELS.of(Tier.CI)).filteredOn(Model::mustHold).allMatch(model -> model.distinct() > 0);
    }

    @Test
    void deepModelHasASmallerOneOfTheSameModuleThatAsksForItsActions() {
        assertThat(MODELS.of(Tier.DEEP))
                .allSatisfy(deep -> assertThat(MODELS.of(Tier.CI))
                        .anyMatch(model -> model.module().equals(deep.module())
                                && !model.actions().isEmpty()));
    }
}
