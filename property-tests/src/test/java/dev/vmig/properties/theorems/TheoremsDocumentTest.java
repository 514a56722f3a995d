package dev.vmig.properties.theorems;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.properties.docs.CommittedDocument;
import dev.vmig.spec.Model;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.Tier;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The list of theorems is that of the specification. */
class TheoremsDocumentTest {
    private static final SpecFiles FILES = SpecFiles.bundled();
    private static final List<Model> MODELS = FILES.catalogue().of(Tier.CI);
    private static final CommittedDocument PAGE = CommittedDocument.of("theorems.md");

    @Test
    @EnabledIfSystemProperty(named = "vmig.docs", matches = "write")
    void pageIsWrittenFromARunOfAllModels() throws IOException, InterruptedException {
        Map<String, Double> seconds = new TreeMap<>();
        for (Model model : MODELS) {
            Model.Outcome outcome = model.check(FILES, Runtime.getRuntime().availableProcessors(), progress -> {});
            assertThat(outcome.objections()).as(model.name()).isEmpty();
            seconds.put(model.name(), outcome.result().elapsed().toMillis() / 1000.0);
        }
        PAGE.assertIs(
                TheoremsDocument.of(FILES, MODELS, model -> OptionalDouble.of(seconds.getOrDefault(model.name(), 0.0))),
                getClass());
    }

    @Test
    void pageListsEveryTheoremAndModel() throws IOException {
        String expected = TheoremsDocument.of(FILES, MODELS, model -> OptionalDouble.empty());

        assertThat(TheoremsDocument.withoutSeconds(PAGE.text())).isEqualTo(expected);
    }
}
