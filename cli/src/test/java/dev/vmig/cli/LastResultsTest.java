package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.spec.Model;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.TlcOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Results that stand as long as nothing has changed. */
class LastResultsTest {
    private static final SpecFiles FILES = SpecFiles.bundled();
    private static final Model MODEL =
            FILES.catalogue().find("MCMigrationTable").orElseThrow();
    private static final TlcOptions OPTIONS = MODEL.options(1);

    @TempDir
    private Path folder = Path.of("");

    private LastResults results(SpecFiles files) {
        return new LastResults(folder, files, false);
    }

    private void keep() throws InterruptedException {
        results(FILES).keep(new CheckedModel(MODEL.check(FILES, OPTIONS, progress -> {}), List.of()));
    }

    private static SpecFiles changed(String file) {
        return FILES.withFile(file, FILES.text(file) + "\n");
    }

    @Test
    void resultStandsUntilAModuleOfTheModelOrItsConfigurationChanges() throws InterruptedException {
        assertThat(results(FILES).find(MODEL, OPTIONS)).isEmpty();
        keep();

        CheckedModel unchanged = results(FILES).find(MODEL, OPTIONS).orElseThrow();
        assertThat(unchanged.outcome().isAsItMust()).isTrue();
        assertThat(CheckReport.row(unchanged).says()).startsWith("unchanged: holds: the table");
        assertThat(results(changed("VirtioVf.tla")).find(MODEL, OPTIONS)).isPresent();

        assertThat(results(changed("MigrationTable.tla")).find(MODEL, OPTIONS)).isEmpty();
        assertThat(results(changed("MCMigrationTable.cfg")).find(MODEL, OPTIONS))
                .isEmpty();
    }

    @Test
    void resultThatTheCatalogueDoesNotExpectIsFoundOutAgain() throws InterruptedException {
        keep();
        Model other = new Model(
                MODEL.name(),
                MODEL.module(),
                MODEL.shows(),
                "",
                MODEL.distinct() + 1,
                MODEL.depth(),
                MODEL.actions(),
                MODEL.tier(),
                0);

        assertThat(results(FILES).find(other, OPTIONS).orElseThrow().outcome().objections())
                .containsExactly("320 distinct states (expected: 321)");
    }

    @Test
    void resultIsForgottenWhereAFreshOneIsAskedFor() throws InterruptedException {
        keep();

        assertThat(new LastResults(folder, FILES, true).find(MODEL, OPTIONS)).isEmpty();
    }

    @Test
    void damagedResultIsIgnored() throws InterruptedException, IOException {
        keep();
        Files.writeString(folder.resolve("MCMigrationTable.json"), "{\"specification\": 7");

        assertThat(results(FILES).find(MODEL, OPTIONS)).isEmpty();
    }
}
