package dev.vmig.perf;

import java.io.FileDescriptor;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.commons.lang3.Strings;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vmig bench}: how fast the codec and the table are, beside their rivals and C. */
@Command(
        name = "vmig bench",
        description = "Measure the codec and the transition table beside their rivals and the same work in C.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "All rivals take turns in each round, and ratios are those of a round: only ratios of one run on one"
                    + " machine",
            "mean anything. The JDK is the one that runs vmig: JAVA_HOME=... vmig bench takes another.",
            "",
            "Exit codes: 0 measured; 2 bad usage or unreadable input; 3 a rival or the compiler failed, or the output cannot be",
            "written"
        })
final class BenchCommand implements Callable<Integer> {
    private static final String STDOUT = "-";
    private static final int BAD_INPUT = 2;
    private static final int CANNOT_MEASURE = 3;

    @Option(names = "--quick", description = "One short round, within two minutes: a first impression, no result.")
    private boolean quick;

    @Option(names = "--rounds", paramLabel = "N", description = "Rounds of a whole run; default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            arity = "0..1",
            fallbackValue = STDOUT,
            description = "Write the results there as well; without FILE, one JSON document instead of text.")
    private Optional<Path> json = Optional.empty();

    @Option(names = "--only", paramLabel = "WORK", description = "Measure this only, such as next-state; repeatable.")
    private List<String> only = new ArrayList<>();

    @Option(names = "--from", paramLabel = "FILE", description = "Measure nothing: print what is in this file.")
    private Optional<Path> from = Optional.empty();

    @Option(names = "--markdown", description = "Print Markdown.")
    private boolean markdown;

    @Option(
            names = "--into",
            paramLabel = "FILE",
            description = "With --from: put the tables into this Markdown document, where it has a place for them.")
    private Optional<Path> into = Optional.empty();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--home", hidden = true, description = "Where vmig is; the launcher knows.")
    private Path home = Path.of("");

    /** Runs the command line and exits with its code. */
    public static void main(String[] args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        int code = run(out, new PrintWriter(System.err, true, StandardCharsets.UTF_8), args);
        out.flush();
        if (out.checkError() && code == 0) {
            System.err.println("vmig: standard output: cannot be written");
            code = CANNOT_MEASURE;
        }
        System.exit(code);
    }

    static int run(PrintStream out, PrintWriter err, String... args) {
        return new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(err)
                .setExecutionExceptionHandler((failure, line, parsed) -> {
                    err.println("vmig: " + failure.getMessage());
                    return failure instanceof IllegalArgumentException ? BAD_INPUT : CANNOT_MEASURE;
                })
                .execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException, RunnerException {
        if (from.isPresent() && into.isPresent()) {
            Results results = read(from.get());
            new MarkdownDocument(into.get()).replace(nameOf(from.get()), Report.of(results, true));
            return 0;
        }
        Results results = from.isPresent() ? read(from.get()) : measure();
        PrintWriter out = spec.commandLine().getOut();
        out.print(isDocument() ? results.text() + System.lineSeparator() : Report.of(results, markdown));
        out.flush();
        return 0;
    }

    private boolean isDocument() {
        return json.isPresent() && json.get().toString().equals(STDOUT);
    }

    private static Results read(Path file) {
        try {
            return Results.read(file);
        } catch (IOException e) {
            throw new IllegalArgumentException(file + ": no results of vmig bench --json (" + reason(e) + ")", e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileNotFoundException ? "no such file" : "cannot be read";
    }

    /** Results are known by the name of their file: {@code jdk-17}. */
    static String nameOf(Path file) {
        return Strings.CS.removeEnd(file.getFileName().toString(), ".json");
    }

    private Results measure() throws IOException, InterruptedException, RunnerException {
        List<Work> works =
                only.isEmpty() ? Work.ALL : only.stream().map(Work::named).toList();
        Effort effort = quick ? Effort.quick() : Effort.full(rounds);
        Map<String, String> machine = Machine.facts();
        Path scratch = Files.createDirectories(home.resolve("perf/target"));
        JmhRunner jmh = new JmhRunner(effort, scratch.resolve("jmh.log").toFile());
        Optional<LimitRunner> limit =
                LimitRunner.build(home.resolve("perf/src/main/c"), scratch.resolve("limit"), effort);
        if (limit.isEmpty()) {
            System.err.println("vmig: no gcc: the limit in C is left out");
        }
        List<Measurement> measurements = new ArrayList<>();
        for (int round = 0; round < effort.rounds(); round++) {
            for (Work work : works) {
                System.err.printf(
                        "vmig: round %d of %d, %d of %d: %s%n",
                        round + 1, effort.rounds(), works.indexOf(work) + 1, works.size(), work.title());
                if (limit.isPresent()) {
                    measurements.addAll(limit.get().run(work, round));
                }
                measurements.addAll(jmh.run(work, round));
            }
        }
        Results results = new Results(machine, effort, measurements);
        store(results);
        return results;
    }

    private void store(Results results) throws IOException {
        if (json.isPresent() && !isDocument()) {
            results.write(json.get());
        }
        if (only.isEmpty()) {
            String name = "jdk-" + Runtime.version().feature() + (quick ? "-quick" : "");
            Path folder = Files.createDirectories(home.resolve("perf/results"));
            results.write(folder.resolve(name + ".json"));
            SpeedChart.draw(results, folder.resolve(name + ".png"));
            System.err.println("vmig: stored as perf/results/" + name + ".json and .png");
        }
    }
}
