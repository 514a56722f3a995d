package dev.vmig.spec;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.commons.lang3.Validate;

/**
 * The folder in which TLC keeps one model's run, so that it can be resumed after it was interrupted.
 *
 * <pre>
 *   run.properties   what may be resumed: the digest of the specification, the number of threads
 *   tlc/DATE/        TLC's own: the queue, the trace that names all states found, the strings
 * </pre>
 *
 * <p>A resumed run must have the threads of the first one, and the same polynomial for its fingerprints. With others TLC
 * 2.18 neither stops nor complains: it gives a wrong number of states and says that all holds. So the former is kept
 * here, and the latter is always {@link #POLYNOMIAL}.
 */
public final class Checkpoints {

    /** Index of the polynomial for fingerprints; TLC by default takes any. */
    static final int POLYNOMIAL = 0;

    private static final String RUN = "run.properties";
    private static final String DIGEST = "specification";
    private static final String WORKERS = "workers";

    private final Path folder;
    private final Duration every;
    private final int workers;

    private Checkpoints(Path folder, Duration every, int workers) {
        Validate.isTrue(every.toMillis() > 0, "every: %s (expected: 1 ms or more)", every);
        this.folder = folder.toAbsolutePath();
        this.every = every;
        this.workers = workers;
    }

    /**
     * For a run from the beginning.
     *
     * @param folder is created; one that exists may hold a run that is to be resumed
     * @param every how long TLC searches between two checkpoints
     * @throws CheckpointException if {@code folder} exists
     */
    public static Checkpoints begin(Path folder, Duration every, SpecFiles files, Model model, int workers) {
        Validate.isTrue(workers > 0, "workers: %d (expected: > 0)", workers);
        if (Files.exists(folder)) {
            throw new CheckpointException(folder + ": exists (expected: to resume that run, or another folder)");
        }
        Checkpoints checkpoints = new Checkpoints(folder, every, workers);
        Properties run = new Properties();
        run.setProperty(DIGEST, files.digest(model.config()));
        run.setProperty(WORKERS, String.valueOf(workers));
        try {
            Files.createDirectories(checkpoints.tlcFolder());
            try (Writer file = Files.newBufferedWriter(folder.resolve(RUN))) {
                run.store(file, model.name());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return checkpoints;
    }

    /**
     * For a run that goes on where the last checkpoint was written, or from the beginning if there is none yet.
     *
     * @throws CheckpointException if there is no run in {@code folder}, or one of another specification
     */
    public static Checkpoints resume(Path folder, Duration every, SpecFiles files, Model model) {
        Properties run = new Properties();
        try (Reader file = Files.newBufferedReader(folder.resolve(RUN))) {
            run.load(file);
        } catch (IOException e) {
            throw new CheckpointException(folder.resolve(RUN) + ": cannot be read: " + e);
        }
        String digest = run.getProperty(DIGEST);
        if (!files.digest(model.config()).equals(digest)) {
            throw new CheckpointException(folder + ": a run of another specification than the present " + model.name()
                    + ", which has changed since (expected: specification " + digest + ")");
        }
        String workers = run.getProperty(WORKERS, "");
        if (!workers.matches("[1-9]\\d{0,4}")) {
            throw new CheckpointException(
                    folder.resolve(RUN) + ": workers: \"" + workers + "\" (expected: a number from 1)");
        }
        return new Checkpoints(folder, every, Integer.parseInt(workers));
    }

    /** Threads of the run, of its continuation too. */
    public int workers() {
        return workers;
    }

    /** Whether a checkpoint has been written. */
    public boolean isSaved() {
        return saved().isPresent();
    }

    Duration every() {
        return every;
    }

    /** The file that TLC locks while it runs. */
    Path lock() {
        return folder.resolve("lock");
    }

    /** Where TLC makes its folder for a run from the beginning. */
    Path tlcFolder() {
        return folder.resolve("tlc");
    }

    /**
     * TLC's folder with the checkpoint; the last file that it writes is that of the strings. A run that was interrupted
     * before leaves a folder without, which does no harm.
     */
    Optional<Path> saved() {
        return dated().stream()
                .filter(run -> Files.exists(run.resolve("vars.chkpt")))
                .findFirst();
    }

    /** Deletes the folder, once the run has ended. */
    public void delete() {
        try {
            new WorkFolder(folder).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> dated() {
        try (Stream<Path> runs = Files.list(tlcFolder())) {
            return runs.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
