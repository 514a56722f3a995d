package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.spec.Model;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.TlcChecker;
import dev.vmig.spec.TlcOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.commons.lang3.StringUtils;

/**
 * The last result of each model, in the user's cache. It is valid while the model's modules, its configuration and TLC
 * are unchanged.
 *
 * @param forgets whether existing results are ignored
 */
record LastResults(Path folder, SpecFiles files, boolean forgets) {
    /** The user's results; empty in CI. */
    static Optional<LastResults> ofUser(SpecFiles files, boolean forgets) {
        if (Boolean.parseBoolean(System.getenv("CI"))) {
            return Optional.empty();
        }
        String cache = StringUtils.defaultIfEmpty(
                System.getenv("XDG_CACHE_HOME"), System.getProperty("user.home") + "/.cache");
        return Optional.of(new LastResults(Path.of(cache, "vmig", "results"), files, forgets));
    }

    Optional<CheckedModel> find(Model model, TlcOptions options) {
        if (forgets || !Files.exists(file(model))) {
            return Optional.empty();
        }
        try {
            ResultFile kept = ResultFile.read(file(model), digest(model));
            return Optional.of(new CheckedModel(model.outcome(kept.result(), options), kept.falseParts(), true));
        } catch (IOException | CommandFailure | IllegalArgumentException e) {
            // The file belongs to another specification or version of vmig.
            return Optional.empty();
        }
    }

    void keep(CheckedModel checked) {
        if (!checked.outcome().result().verdict().isConclusive()) {
            return;
        }
        Model model = checked.outcome().model();
        try {
            Files.createDirectories(folder);
            ResultFile.write(file(model), checked, digest(model));
        } catch (IOException | CommandFailure e) {
            // The model runs again the next time.
        }
    }

    private Path file(Model model) {
        return folder.resolve(model.name() + ".json");
    }

    private String digest(Model model) {
        return files.digest(model.module(), model.config()) + " " + TlcChecker.version();
    }
}
