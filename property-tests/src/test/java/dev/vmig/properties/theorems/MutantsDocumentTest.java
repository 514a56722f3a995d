package dev.vmig.properties.theorems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.properties.docs.CommittedDocument;
import dev.vmig.spec.EquivalentMutants;
import java.io.IOException;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;

/** The list of mutants that no property finds is that of the specification. */
class MutantsDocumentTest {
    private static final CommittedDocument PAGE = CommittedDocument.of("mutants.md");

    @Test
    void pageListsEveryArgument() throws IOException {
        String code = StringUtils.substringAfter(PAGE.text(), MutantsDocument.CODE);

        assertThat(code).isNotBlank();
        PAGE.assertIs(MutantsDocument.of(EquivalentMutants.bundled(), code), getClass());
    }
}
