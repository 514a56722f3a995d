package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.spec.EquivalentMutants.Argument;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;

/** The arguments are about mutants of the specification as it is. */
class EquivalentMutantsTest {
    private static final EquivalentMutants BUNDLED = EquivalentMutants.bundled();

    @Test
    void whatIsArguedAboutIsInItsDefinition() {
        assertThat(BUNDLED.arguments())
                .isNotEmpty()
                .allSatisfy(argument -> assertThat(StringUtils.normalizeSpace(definition(argument)))
                        .contains(argument.original()));
    }

    @Test
    void argumentIsASentenceAndGivenOnce() {
        assertThat(BUNDLED.arguments())
                .allSatisfy(argument -> assertThat(argument.reason()).matches("[A-Z].*\\."))
                .extracting(argument -> argument.module() + argument.definition() + argument.original())
                .doesNotHaveDuplicates();
    }

    @Test
    void argumentIsAboutOneChange() {
        EquivalentMutants argued =
                new EquivalentMutants(List.of(new Argument("M", "A", "x > 0 /\\ y", List.of("TRUE"), "It is so.")));
        SpecMutation mutation =
                new SpecMutation("drop", "A", new SourceLocation("M", 1, 1, 2, 9), "x > 0\n   /\\ y", "TRUE");

        assertThat(argued.reason(mutation)).hasValue("It is so.");
        assertThat(argued.reason(new SpecMutation("drop", "A", mutation.where(), mutation.original(), "FALSE")))
                .isEmpty();
        assertThat(argued.reason(new SpecMutation("drop", "B", mutation.where(), mutation.original(), "TRUE")))
                .isEmpty();
    }

    /** From its name at the begin of a line to the next definition. */
    private static String definition(Argument argument) {
        String text = "\n" + SpecFiles.bundled().text(argument.module() + ".tla");
        return StringUtils.substringBefore(
                StringUtils.substringAfter(text.replaceAll("\n" + argument.definition() + "\\b", "\n\f"), "\n\f"),
                "\n\n");
    }
}
