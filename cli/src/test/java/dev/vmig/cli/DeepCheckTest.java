package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.spec.Model;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.Tier;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs of hours, with models of a second. */
class DeepCheckTest {
    private static final SpecFiles FILES = SpecFiles.bundled();
    private static final Model FIRST = deep("MCObjectIdsInductive", "MCObjectIds", "", 10_606);
    private static final Model SECOND = deep("MCLiveMigration", "MCLiveMigration", "", 92_191);
    private static final Model VIOLATED = deep("MCMigrationStreamK1Empty", "MCMigrationStream", "LeftWithImage", 0);

    private final StringWriter err = new StringWriter();

    @TempDir
    private Path folder = Path.of("");

    private static Model deep(String name, String module, String mustViolate, long distinct) {
        return new Model(name, module, "something", mustViolate, distinct, 0, new TreeSet<>(), Tier.DEEP, 0);
    }

    private List<CheckedModel> run(SpecFiles files, boolean resume, PrintWriter log, Model... models)
            throws IOException, InterruptedException {
        DeepCheck check =
                new DeepCheck(files, folder.resolve("kept"), Duration.ofMillis(100), 2, Optional.of("1g"), log);
        return check.run(List.of(models), resume);
    }

    /** Ends the check as Ctrl-C does, once the second model has a checkpoint. */
    private PrintWriter interrupting() {
        return new PrintWriter(err) {
            @Override
            public void flush() {
                super.flush();
                if (err.toString().contains("MCLiveMigration: depth") && isSaved()) {
                    Thread.currentThread().interrupt();
                }
            }
        };
    }

    private boolean isSaved() {
        try (var files = Files.walk(folder.resolve("kept/MCLiveMigration"))) {
            return files.anyMatch(file -> file.endsWith("vars.chkpt"));
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void interruptedCheckGoesOnWhereItWasAndRunsNothingTwice() throws IOException, InterruptedException {
        assertThatThrownBy(() -> run(FILES, false, interrupting(), FIRST, SECOND))
                .isInstanceOf(InterruptedException.class);
        assertThat(folder.resolve("kept")).isDirectoryContaining("glob:**/MCObjectIdsInductive.json");
        assertThat(err.toString())
                .startsWith("checkpoints: every ")
                .containsPattern("MCLiveMigration: depth \\d+, [\\d,]+ distinct, [\\d,]+ queued");

        err.getBuffer().setLength(0);
        List<CheckedModel> checked = run(FILES, true, new PrintWriter(err), FIRST, SECOND);

        assertThat(err.toString())
                .contains("MCObjectIdsInductive: done before\n")
                .contains("MCLiveMigration: resumes from its checkpoint, with 2 workers as before\n");
        assertThat(checked).allMatch(one -> one.outcome().isAsItMust());
        assertThat(checked)
                .extracting(one -> one.outcome().result().progress().distinct())
                .containsExactly(FIRST.distinct(), SECOND.distinct());
        assertThat(folder.resolve("kept/MCLiveMigration")).doesNotExist();
    }

    @Test
    void resultThatIsKeptSaysWhatTheRunSaid() throws IOException, InterruptedException {
        CheckedModel ran = run(FILES, false, new PrintWriter(err), VIOLATED).get(0);
        CheckedModel kept = run(FILES, true, new PrintWriter(err), VIOLATED).get(0);

        assertThat(kept.outcome().isAsItMust()).isTrue();
        assertThat(CounterexampleText.of(kept.outcome().result().counterexample()))
                .isNotEmpty()
                .isEqualTo(CounterexampleText.of(ran.outcome().result().counterexample()));
        assertThat(kept.falseParts()).isEqualTo(ran.falseParts());
        assertThat(kept.outcome().result().message())
                .isEqualTo(ran.outcome().result().message());
    }

    @Test
    void changedSpecificationIsRefusedBeforeAnythingRuns() throws IOException, InterruptedException {
        run(FILES, false, new PrintWriter(err), FIRST);
        err.getBuffer().setLength(0);
        SpecFiles changed = FILES.withFile("ObjectIds.tla", FILES.text("ObjectIds.tla") + "\n");

        assertThatThrownBy(() -> run(changed, true, new PrintWriter(err), SECOND, FIRST))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("MCObjectIdsInductive.json: a result of another specification");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void earlierRunIsNotOverwritten() throws IOException, InterruptedException {
        run(FILES, false, new PrintWriter(err), FIRST);

        assertThatThrownBy(() -> run(FILES, false, new PrintWriter(err), FIRST))
                .isInstanceOf(CommandFailure.class)
                .hasMessageEndingWith(
                        "MCObjectIdsInductive.json is of an earlier run (expected: --resume to continue it, or another"
                                + " folder)");
    }

    @Test
    void damagedResultIsNamed() throws IOException {
        Path kept = Files.createDirectory(folder.resolve("kept"));
        Files.writeString(kept.resolve("MCObjectIdsInductive.json"), "{");

        assertThatThrownBy(() -> run(FILES, true, new PrintWriter(err), FIRST))
                .isInstanceOf(CommandFailure.class)
                .hasMessageContaining("MCObjectIdsInductive.json:1: is no JSON document");
    }
}
