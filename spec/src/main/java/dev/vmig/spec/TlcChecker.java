package dev.vmig.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Model checking with TLC in another JVM, breadth first, deadlocks as the configuration says. Several checks can run at
 * the same time. If this JVM ends, so does TLC.
 */
public final class TlcChecker {

    private static final Pattern NAMED_ASSUMPTION =
            Pattern.compile("(?s).*\\b(?:ASSUME|ASSUMPTION|AXIOM)\\s+(\\w+)\\s*==\\s*");

    private TlcChecker() {}

    /** Names this TLC and what reads its output: another one may give another result. */
    public static String version() {
        return Stream.of(tlc2.TLC.class, TlcChecker.class)
                .map(type -> TlcJvm.pathOf(type).toFile())
                .map(file -> file.getName() + ":" + file.length() + ":" + file.lastModified())
                .collect(Collectors.joining(" "));
    }

    /**
     * Checks one model.
     *
     * @param module the root module, without suffix
     * @param config the configuration, a file name of {@code files}
     * @param workers threads of TLC, at least 1
     * @param limit processor time of one worker after which it is given up
     * @param listener told about once a minute how far it is
     * @return what came of it; errors in the specification are a result too
     * @throws InterruptedException if the thread is interrupted; TLC has been ended then
     */
    public static ModelResult check(
            SpecFiles files, String module, String config, int workers, Duration limit, Consumer<Progress> listener)
            throws InterruptedException {
        return check(files, module, config, TlcOptions.of(workers, limit), listener);
    }

    /**
     * Checks one model as the options have it; with checkpoints it goes on where the last one was written. A run that is
     * interrupted leaves them to be resumed.
     *
     * @throws InterruptedException if the thread is interrupted; TLC has been ended then
     */
    public static ModelResult check(
            SpecFiles files, String module, String config, TlcOptions options, Consumer<Progress> listener)
            throws InterruptedException {
        files.require(module, config);
        ModelResult result = run(files, module, config, options, listener);
        return named(files, result, TlcOptions.of(options.workers(), options.limit()));
    }

    /** Gives what is violated the name that the configuration or the module has for it. */
    static ModelResult named(SpecFiles files, ModelResult result, TlcOptions options) throws InterruptedException {
        return switch (result.verdict()) {
            case ASSUMPTION_FALSE -> nameAssumption(files, result);
            case INVARIANT_VIOLATED, PROPERTY_VIOLATED -> nameProperty(files, result, options);
            default -> result;
        };
    }

    private static ModelResult run(
            SpecFiles files, String module, String config, TlcOptions options, Consumer<Progress> listener)
            throws InterruptedException {
        long start = System.nanoTime();
        RunReader reader = new RunReader(listener);
        try (WorkFolder folder = WorkFolder.create()) {
            Path specification = folder.folder("spec");
            files.writeTo(specification, config);
            List<Object> job = job(folder, specification, options);
            job.addAll(List.of("-workers", options.workers(), "-config", config, module));
            TlcJvm.End end = options.alone()
                    ? alone(job, options, reader)
                    : TlcPool.run(job, reader::line, options.limitOfAll());
            Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
            if (end.how() == TlcJvm.How.DIED && !options.alone()) {
                // Of a model before it, maybe.
                return run(files, module, config, options.inItsOwnJvm(), listener);
            }
            return end.how() == TlcJvm.How.TIMED_OUT
                    ? reader.timedOut(module, config, elapsed)
                    : reader.finished(module, config, end.exitCode(), elapsed);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TlcJvm.End alone(List<?> job, TlcOptions options, RunReader reader)
            throws IOException, InterruptedException {
        try (TlcJvm jvm = TlcJvm.start(Path.of("").toAbsolutePath(), options.flags())) {
            jvm.submit(job);
            return jvm.follow(reader::line, options.limitOfAll());
        }
    }

    private static List<Object> job(WorkFolder folder, Path specification, TlcOptions options) throws IOException {
        List<Object> job = new ArrayList<>();
        if (options.checkpoints().isPresent()) {
            Checkpoints checkpoints = options.checkpoints().get();
            job.addAll(List.of(
                    "keep",
                    specification,
                    checkpoints.lock(),
                    checkpoints.every().toMillis()));
            job.addAll(List.of("-metadir", checkpoints.tlcFolder()));
            checkpoints.saved().ifPresent(saved -> job.addAll(List.of("-recover", saved)));
        } else {
            // By default TLC names it after the second in which it starts.
            job.addAll(List.of("check", specification, "-metadir", folder.folder("meta")));
        }
        if (options.coverage()) {
            job.addAll(List.of("-coverage", 1));
        }
        // By default TLC draws the polynomial of its fingerprints, and lassos would differ from run to run.
        job.addAll(List.of("-fp", Checkpoints.POLYNOMIAL, "-tool", "-lncheck", "final", "-checkpoint", 0));
        return job;
    }

    /** TLC gives an assumption's place only; its name stands before it. */
    private static ModelResult nameAssumption(SpecFiles files, ModelResult result) {
        String place = String.valueOf(result.violated());
        String name = SourceLocation.firstIn(place)
                .map(where -> assumptionAt(files, where))
                .orElse(null);
        return name == null ? result : result.withViolation(name, result.counterexample(), result.message());
    }

    private static @Nullable String assumptionAt(SpecFiles files, SourceLocation where) {
        List<String> lines = files.text(where.module() + ".tla").lines().toList();
        String before = String.join("\n", lines.subList(0, where.line() - 1)) + "\n"
                + lines.get(where.line() - 1).substring(0, where.column() - 1);
        var named = NAMED_ASSUMPTION.matcher(before);
        return named.matches() ? named.group(1) : null;
    }

    /**
     * TLC names an invariant, and an action property that is one box; for liveness it names nothing, for a refinement
     * a place in the refined module. If there are several candidates each is asked for alone.
     */
    private static ModelResult nameProperty(SpecFiles files, ModelResult result, TlcOptions options)
            throws InterruptedException {
        ConfigText config = new ConfigText(files.text(result.config()));
        if (result.violated() != null && config.checks(result.violated())) {
            return result;
        }
        List<String> candidates = config.properties();
        if (candidates.size() == 1) {
            return result.withViolation(candidates.get(0), result.counterexample(), result.message());
        }
        for (String candidate : candidates) {
            SpecFiles one =
                    files.withFile(result.config(), config.askingOnly(candidate).toString());
            ModelResult alone = run(one, result.module(), result.config(), options, progress -> {});
            if (alone.verdict() == ModelVerdict.PROPERTY_VIOLATED
                    || alone.verdict() == ModelVerdict.INVARIANT_VIOLATED) {
                return result.withViolation(candidate, alone.counterexample(), alone.message());
            }
        }
        return result;
    }
}
