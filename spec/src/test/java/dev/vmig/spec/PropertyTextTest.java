package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Definitions are found with what is said about them. */
class PropertyTextTest {
    private static final SpecFiles FILES = SpecFiles.bundled();

    @Test
    void definitionsComeWithTheirComment() {
        PropertyText text = PropertyText.of(FILES, "MCVfioMigration", "OnlyResetLeavesError");

        assertThat(text.module()).isEqualTo("VfioMigration");
        assertThat(text.comment()).isEqualTo("Only a reset leaves ERROR.");
        assertThat(text.text())
                .isEqualTo("OnlyResetLeavesError ==\n    [][state = ERROR => state' = ERROR \\/ Reset]_vars");
    }

    /** Definitions of one paragraph share its comment, which is a sentence of its own in the list of theorems. */
    @Test
    void everythingThatModelsCheckIsDefinedAndExplained() {
        assertThat(ModelCatalogue.bundled().of(Tier.CI))
                .allSatisfy(model -> assertThat(model.properties(FILES))
                        .extracting(name -> PropertyText.of(FILES, model.module(), name))
                        .allSatisfy(theorem -> assertThat(theorem.text()).startsWith(theorem.name()))
                        .filteredOn(theorem -> !theorem.name().equals("TypeOK"))
                        .allSatisfy(theorem -> assertThat(theorem.comment()).matches("[A-Z].*\\.")));
    }

    @Test
    void undefinedNameIsAnError() {
        assertThatThrownBy(() -> PropertyText.of(FILES, "MCVfioMigration", "Gone"))
                .isInstanceOf(SpecException.class)
                .hasMessageContaining("Gone");
    }
}
