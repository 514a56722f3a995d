package dev.vmig.cli;

import dev.vmig.cli.ReportFile.Format;
import dev.vmig.cli.TraceResult.CheckedTrace;
import dev.vmig.cli.TraceResult.Unreadable;
import dev.vmig.cli.TraceResult.Verdict;
import dev.vmig.trace.tlc.TlcOpinion;
import dev.vmig.trace.walk.SpecOracles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vmig trace}: checks recorded runs and state tables against the specification. */
@Command(
        name = "trace",
        description = {
            "Check recorded runs against the specification. A FILE is a trace (JSON Lines, see docs/trace-format.md),"
                    + " a state table that was recorded from a real driver (CSV) or a trace log of QEMU (see"
                    + " docs/qemu-traces.md); - is stdin.",
            "A known departure of a real driver, such as K-1, is printed with what the"
                    + " contract allows, and fails the check only with --strict.",
            "A trace that was cut off between two lines, or a log that ends within a migration, holds so far:"
                    + " exit code 3. With several files the exit code is the strongest."
        },
        footer = {
            "",
            "Examples:",
            "  vmig trace run.jsonl",
            "  vmig migrate --record run.jsonl && vmig trace run.jsonl",
            "  vmig trace --recordings --strict     the two tables that come with vmig",
            "  vmig trace --tlc run.jsonl           checked by TLC as well",
            "  vmig trace --explain qemu.log        what QEMU did, line by line"
        })
final class TraceCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "A trace, a state table or a log; - is stdin.")
    private List<String> files = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "Format of the FILEs: ${COMPLETION-CANDIDATES} (default: detected by their content).")
    private Optional<TraceFormat> format = Optional.empty();

    @Option(
            names = "--migration",
            description =
                    "The two FILEs are QEMU logs of the source and the target of one migration: check them together.")
    private boolean migration;

    @Option(
            names = "--pair",
            paramLabel = "A=B",
            description =
                    "With --migration: device A of the source is B of the target (default: derived from the logs).")
    private Map<String, String> pairs = Map.of();

    @Option(
            names = "--complete",
            description = "Contents of a FILE that were not judged make the check inconclusive (exit code 3).")
    private boolean complete;

    @Option(
            names = "--tlc",
            description = "Have TLC check each trace independently; a different result is an error" + " of vmig.")
    private boolean tlc;

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            description = "Write json=FILE, junit=FILE with a test case for each rule of a log, or html=FILE with the"
                    + " events in lanes; can be repeated.")
    private List<String> reports = new ArrayList<>();

    @Option(
            names = {"-v", "--verbose"},
            description = "For a QEMU log, list every event with its interpretation.")
    private boolean verbose;

    @Option(names = "--explain", description = "For a QEMU log, print each event and the states possible after it.")
    private boolean explain;

    @Option(names = "--lanes", description = "Draw the events of traces and logs in lanes.")
    private boolean lanes;

    @Option(names = "--recordings", description = "Also check the bundled tables recorded from Linux.")
    private boolean recordings;

    @Option(names = "--strict", description = "A known departure of a real driver fails the check too.")
    private boolean strict;

    @Mixin
    private Console console = new Console();

    @Override
    public Integer call() {
        if (files.isEmpty() && !recordings) {
            throw console.misused("a FILE is missing, or --recordings");
        }
        if (migration && files.size() != 2) {
            throw console.misused("--migration takes two FILEs: SOURCE TARGET");
        }
        if (!pairs.isEmpty() && !migration) {
            throw console.misused("--pair is for --migration");
        }
        if (tlc && (migration || recordings)) {
            throw console.misused("--tlc is for traces of vmig");
        }
        List<ReportFile> written = ReportFile.parse(reports, Format.JSON, Format.JUNIT, Format.HTML);
        boolean isPage = written.stream().anyMatch(one -> one.format() == Format.HTML);
        if ((isPage || lanes) && files.contains("-")) {
            String option = lanes ? "--lanes" : "--report html";
            throw console.misused(option + ": reads the input twice (expected: a FILE, not -)");
        }
        List<TracePage.Input> inputs = inputs();
        List<TraceResult> results = inputs.stream().map(TracePage.Input::result).toList();
        Verdict verdict = Verdict.strongestOf(
                results.stream().map(result -> result.verdict(strict, complete)).toList());
        console.print(() -> TraceJson.of(results, strict, complete, explain, verdict), out -> {
            if (lanes) {
                TracePage.lanes(inputs).forEach(out::println);
            }
            TraceText.print(out, results, new TraceText.Options(strict, complete, explain, verbose), verdict);
        });
        for (TraceResult result : results) {
            if (result instanceof Unreadable unreadable) {
                console.err().println("vmig: " + unreadable.reason());
            }
        }
        ReportFile.Content content = new ReportFile.Content(
                () -> TraceSuite.of(results, strict, complete),
                () -> TraceJson.of(results, strict, complete, explain, verdict),
                () -> TracePage.of(inputs, strict, complete, verdict));
        int code = ReportFile.write(written, content, console);
        return requireAgreement(results, ExitCode.strongest(verdict.exitCode(), code));
    }

    private int requireAgreement(List<TraceResult> results, int exitCode) {
        List<TlcOpinion> others = results.stream()
                .filter(CheckedTrace.class::isInstance)
                .flatMap(result -> ((CheckedTrace) result).second().stream())
                .filter(opinion -> !opinion.agrees())
                .toList();
        others.forEach(opinion -> console.err().println("vmig: internal error: " + opinion));
        return others.isEmpty() ? exitCode : ExitCode.INTERNAL_ERROR;
    }

    /** The results, each with what it was read from, which a page reads once more. */
    private List<TracePage.Input> inputs() {
        List<TracePage.Input> results = new ArrayList<>();
        try (SpecOracles oracles = SpecOracles.bundled()) {
            if (recordings) {
                TraceInput.bundled()
                        .forEach(input -> results.add(new TracePage.Input(
                                input.check(oracles, Optional.of(TraceFormat.TABLE), false), List.of(input))));
            }
            if (migration) {
                TraceInput source = TraceInput.of(files.get(0));
                TraceInput target = TraceInput.of(files.get(1));
                results.add(new TracePage.Input(
                        TraceInput.checkMigration(oracles, source, target, pairs), List.of(source, target)));
            } else {
                for (String file : files) {
                    TraceInput input = TraceInput.of(file);
                    results.add(new TracePage.Input(input.check(oracles, format, tlc), List.of(input)));
                }
            }
        }
        return results;
    }
}
