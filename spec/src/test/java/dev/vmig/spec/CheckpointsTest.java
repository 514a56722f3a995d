package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs that are interrupted, and what becomes of them. */
class CheckpointsTest {
    private static final SpecFiles FILES = SpecFiles.bundled();
    private static final Duration OFTEN = Duration.ofMillis(100);
    private static final Model MODEL =
            ModelCatalogue.bundled().find("MCLiveMigration").orElseThrow();

    /** States that a run of the model from its beginning generates, repetitions included. */
    private static final long GENERATED = 482_972;

    @TempDir
    private Path temporary = Path.of("");

    private static ModelResult check(Checkpoints checkpoints, Consumer<Progress> listener) throws InterruptedException {
        TlcOptions options =
                TlcOptions.of(1, Duration.ofMinutes(2)).withoutCoverage().withCheckpoints(checkpoints);
        return TlcChecker.check(FILES, MODEL.module(), MODEL.config(), options, listener);
    }

    private Checkpoints begin() {
        return Checkpoints.begin(temporary.resolve("run"), OFTEN, FILES, MODEL, 2);
    }

    private Checkpoints resume(SpecFiles files) {
        return Checkpoints.resume(temporary.resolve("run"), OFTEN, files, MODEL);
    }

    @Test
    void interruptedRunGoesOnFromItsCheckpointAndFindsTheSameStates() throws InterruptedException {
        Checkpoints begun = begin();
        assertThatThrownBy(() -> check(begun, progress -> {
                    if (begun.isSaved() && progress.distinct() > 1_000) {
                        Thread.currentThread().interrupt();
                    }
                }))
                .isInstanceOf(InterruptedException.class);
        assertThat(begun.isSaved()).isTrue();

        Checkpoints resumed = resume(FILES);
        assertThat(resumed.workers()).isEqualTo(2);
        ModelResult result = check(resumed, progress -> {});

        assertThat(result.verdict()).isEqualTo(ModelVerdict.HOLDS);
        assertThat(result.progress().distinct()).isEqualTo(MODEL.distinct());
        // What the checkpoint holds counts as generated once; from the beginning it is five times that.
        assertThat(result.progress().generated()).isLessThan(GENERATED);
    }

    @Test
    void runWithoutACheckpointYetBeginsAnew() throws InterruptedException {
        begin();
        Checkpoints resumed = resume(FILES);

        assertThat(resumed.isSaved()).isFalse();
        assertThat(check(resumed, progress -> {}).progress().distinct()).isEqualTo(MODEL.distinct());
        resumed.delete();
        assertThat(temporary.resolve("run")).doesNotExist();
    }

    @Test
    void changedSpecificationIsNotResumed() {
        begin();
        SpecFiles changed = FILES.withFile("MigrationTable.tla", FILES.text("MigrationTable.tla") + "\n");

        assertThatThrownBy(() -> resume(changed))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("a run of another specification than the present MCLiveMigration");
    }

    @Test
    void runIsOfTheModulesAndOneConfiguration() {
        String digest = FILES.digest("MCLiveMigration.cfg");

        assertThat(digest).matches("[0-9a-f]{64}").isEqualTo(SpecFiles.bundled().digest("MCLiveMigration.cfg"));
        assertThat(FILES.digest("MCLiveMigrationEnds.cfg")).isNotEqualTo(digest);
        assertThat(FILES.withFile("MCLiveMigrationEnds.cfg", "").digest("MCLiveMigration.cfg"))
                .isEqualTo(digest);
        assertThat(FILES.withFile("MCLiveMigration.cfg", "").digest("MCLiveMigration.cfg"))
                .isNotEqualTo(digest);
        assertThat(FILES.withFile("More.tla", "").digest("MCLiveMigration.cfg")).isNotEqualTo(digest);
    }

    @Test
    void folderOfAnotherRunIsNotUsed() {
        begin();
        assertThatThrownBy(this::begin)
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("exists (expected: to resume that run, or another folder)");
    }

    @Test
    void folderWithoutARunIsNotResumed() {
        assertThatThrownBy(() -> resume(FILES))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("run.properties: cannot be read");
    }

    @Test
    void numberOfThreadsIsReadWithCare() throws IOException {
        begin();
        Path run = temporary.resolve("run/run.properties");
        Files.writeString(run, Files.readString(run).replace("workers=2", "workers=two"));

        assertThatThrownBy(() -> resume(FILES))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("workers: \"two\" (expected: a number from 1)");
    }

    @Test
    void folderThatAnotherTlcWritesToIsLeftAlone() throws IOException, InterruptedException {
        Checkpoints begun = begin();
        try (FileChannel lock = FileChannel.open(begun.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            ModelResult result = check(begun, progress -> {});

            assertThat(result.verdict()).isEqualTo(ModelVerdict.FAILED);
            assertThat(result.message()).endsWith("lock: another TLC runs in this folder");
        }
    }
}
