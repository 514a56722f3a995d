package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of models, and the configurations that are made as it says. */
class ModelCatalogueTest {
    private static final String MODELS = """
            [{"module": "Counter",
              "actions": ["Up", "Down"],
              "models": [
                {"name": "Counter", "tier": "smoke", "verdict": "holds", "distinct": 5, "shows": "it counts"},
                {"name": "CounterUp", "tier": "ci", "verdict": "holds", "distinct": 9, "shows": "up only",
                 "untaken": ["Down"],
                 "config": {"constants": {"Max": "8"}, "substitutions": {"Up": "Up", "Down": "Never"}}},
                {"name": "CounterFull", "tier": "ci", "verdict": "invariant violated", "property": "NeverFull",
                 "shows": "it can be full"},
                {"name": "CounterDeep", "tier": "deep", "verdict": "holds", "shows": "more"}]}]
            """;

    @TempDir
    private Path folder;

    private SpecFiles files(String models) throws IOException {
        Files.writeString(folder.resolve("Counter.tla"), "---- MODULE Counter ----\n====\n");
        Files.writeString(folder.resolve("Counter.cfg"), """
                SPECIFICATION Spec
                CONSTANTS
                    Max = 4
                    Up <- UpByTwo
                INVARIANTS
                    TypeOK
                    Bounded
                """);
        Files.writeString(folder.resolve("models.json"), models);
        return SpecFiles.of(folder);
    }

    @Test
    void modelsAreListedByTier() throws IOException {
        ModelCatalogue models = files(MODELS).catalogue();

        assertThat(models.of(Tier.SMOKE)).extracting(Model::name).containsExactly("Counter");
        assertThat(models.of(Tier.CI)).extracting(Model::name).containsExactly("Counter", "CounterUp", "CounterFull");
        assertThat(models.of(Tier.DEEP)).extracting(Model::name).containsExactly("CounterDeep");
        assertThat(models.all()).hasSize(4);
    }

    @Test
    void actionsAreThoseOfTheModuleWithoutThoseThatTheModelDoesNotTake() throws IOException {
        ModelCatalogue models = files(MODELS).catalogue();

        assertThat(models.find("Counter").orElseThrow().actions()).containsExactly("Down", "Up");
        assertThat(models.find("CounterUp").orElseThrow().actions()).containsExactly("Up");
        assertThat(models.find("CounterFull").orElseThrow().actions()).isEmpty();
        assertThat(models.find("CounterDeep").orElseThrow().actions()).isEmpty();
    }

    @Test
    void configurationIsThatOfTheModuleWithWhatDiffers() throws IOException {
        SpecFiles files = files(MODELS);

        assertThat(files.text("CounterUp.cfg")).isEqualTo("""
                \\* Counter.tla: up only.
                SPECIFICATION Spec
                CONSTANTS
                    Max = 8
                    Down <- Never
                INVARIANTS
                    TypeOK
                    Bounded
                """);
        assertThat(files.text("CounterFull.cfg")).isEqualTo("""
                \\* Counter.tla: it can be full.
                \\* Must be violated: NeverFull.
                SPECIFICATION Spec
                CONSTANTS
                    Max = 4
                    Up <- UpByTwo
                INVARIANT NeverFull
                """);
    }

    @Test
    void fileTakesPrecedenceOverTheCatalogue() throws IOException {
        SpecFiles files = files(MODELS).withFile("CounterUp.cfg", "INIT Init");

        assertThat(files.text("CounterUp.cfg")).isEqualTo("INIT Init");
    }

    @Test
    void configurationOfNoModelIsMissing() throws IOException {
        SpecFiles files = files(MODELS);

        assertThatThrownBy(() -> files.text("CounterNo.cfg")).hasMessage("CounterNo.cfg: no such file");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"property\": \"NeverFull\" | \"propperty\": \"x\" | models.json:9: Unrecognized field \"propperty\"",
                "invariant violated | violated | models.json: CounterFull: verdict \"violated\", property NeverFull (exp",
                "CounterFull | Counter | models.json: Counter occurs twice",
                "smoke | smokey | models.json:4: Cannot deserialize value of type `dev.vmig.spec.Tier`"
            })
    void mistakeInTheFileIsNamed(String original, String replacement, String message) throws IOException {
        SpecFiles files = files(MODELS.replace(original, replacement));

        assertThatThrownBy(files::catalogue).isInstanceOf(SpecException.class).hasMessageStartingWith(message);
    }
}
