package dev.vmig.cli;

import dev.vmig.cli.TraceResult.CheckedMigration;
import dev.vmig.cli.TraceResult.CheckedQemu;
import dev.vmig.cli.TraceResult.CheckedTable;
import dev.vmig.cli.TraceResult.CheckedTrace;
import dev.vmig.cli.TraceResult.Unreadable;
import dev.vmig.spec.SpecFiles;
import dev.vmig.trace.TextLines;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.TraceReader;
import dev.vmig.trace.qemu.MigrationChecker;
import dev.vmig.trace.qemu.QemuChecker;
import dev.vmig.trace.tables.RecordedTable;
import dev.vmig.trace.tables.RecordingChecker;
import dev.vmig.trace.tables.RecordingReport;
import dev.vmig.trace.tables.RecordingReport.Verdict;
import dev.vmig.trace.tlc.TlcOpinion;
import dev.vmig.trace.tlc.TlcTraceChecker;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.trace.walk.TraceReport;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One input of {@code vmig trace}.
 *
 * @param name in messages
 * @param source of its bytes
 */
record TraceInput(String name, Source source) {
    private static final String NO_FORMAT =
            "neither a trace ({\"vmigTrace\":1, ...) nor a state table (CSV with its column names)"
                    + " nor a trace log of QEMU (with vfio_ events of a migration)";

    /** Opens an input. */
    interface Source {
        InputStream open() throws IOException;

        /** The number of bytes; 0 if unknown. */
        default long size() throws IOException {
            return 0;
        }
    }

    private record FileSource(String file) implements Source {
        @Override
        public InputStream open() {
            return InputText.open(file);
        }

        @Override
        public long size() throws IOException {
            return Files.size(Path.of(file));
        }
    }

    /** A file, or stdin. */
    static TraceInput of(String argument) {
        return argument.equals("-")
                ? new TraceInput("stdin", () -> InputText.open(argument))
                : new TraceInput(argument, new FileSource(argument));
    }

    /** The bundled tables. */
    static List<TraceInput> bundled() {
        return RecordedTable.BUNDLED.stream()
                .map(name -> new TraceInput(name, () -> RecordedTable.openBundled(name)))
                .toList();
    }

    /**
     * Reads and checks the input.
     *
     * @param format of the input; detected by its content if empty
     */
    TraceResult check(SpecOracles oracles, Optional<TraceFormat> format, boolean askTlc) {
        try (TextLines lines = TextLines.open(name, source.open());
                ProgressLine progress = ProgressLine.of(name, Math.toIntExact(source.size() >> 20))) {
            lines.watch(position -> progress.to(position >> 20));
            return check(oracles, lines, format, askTlc);
        } catch (CommandFailure | TraceFormatException e) {
            return new Unreadable(name, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Unreadable(name, name + ": cannot be read: " + OutputFile.reason(e));
        }
    }

    private TraceResult check(SpecOracles oracles, TextLines lines, Optional<TraceFormat> format, boolean askTlc)
            throws IOException {
        TraceFormat readAs = format.or(() -> TraceFormat.of(lines.beginning())).orElse(TraceFormat.QEMU);
        if (askTlc && readAs != TraceFormat.VMIG) {
            throw new TraceFormatException(name, "is no trace of vmig (expected, for --tlc: one)");
        }
        return switch (readAs) {
            case VMIG -> checkTrace(oracles, lines, askTlc);
            case TABLE -> checkTable(oracles, InputText.read(lines));
            case QEMU ->
                new CheckedQemu(
                        name,
                        new QemuChecker(oracles).check(lines, format.isPresent() ? QemuChecker.NOTHING : NO_FORMAT));
        };
    }

    /** Reads two logs of QEMU and checks them as one migration. */
    static TraceResult checkMigration(
            SpecOracles oracles, TraceInput atSource, TraceInput atTarget, Map<String, String> pairs) {
        String both = atSource.name() + " > " + atTarget.name();
        try (TextLines source =
                        TextLines.open(atSource.name(), atSource.source().open());
                TextLines target =
                        TextLines.open(atTarget.name(), atTarget.source().open())) {
            return new CheckedMigration(both, new MigrationChecker(oracles).check(source, target, pairs));
        } catch (CommandFailure | TraceFormatException e) {
            return new Unreadable(both, String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new Unreadable(both, both + ": cannot be read: " + OutputFile.reason(e));
        }
    }

    private TraceResult checkTrace(SpecOracles oracles, TextLines lines, boolean askTlc) throws IOException {
        TraceReader reader = TraceReader.open(lines);
        TraceChecker checker = new TraceChecker(oracles);
        if (askTlc) {
            Trace trace = TraceReader.readAll(reader);
            TraceReport report = checker.check(trace);
            return new CheckedTrace(name, trace.header(), requireEvents(reader, report), askTlc(trace, report));
        }
        return new CheckedTrace(name, reader.header(), requireEvents(reader, checker.check(reader)), List.of());
    }

    private TraceReport requireEvents(TraceReader reader, TraceReport report) throws TraceFormatException {
        if (reader.events() == 0) {
            throw new TraceFormatException(name, "holds no event (nothing to check)");
        }
        return report;
    }

    private List<TlcOpinion> askTlc(Trace trace, TraceReport report) {
        try {
            return new TlcTraceChecker(SpecFiles.bundled()).check(trace, report);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INCONCLUSIVE, name + ": interrupted before TLC had finished");
        }
    }

    private TraceResult checkTable(SpecOracles oracles, String text) throws TraceFormatException {
        RecordedTable table = RecordedTable.read(name, text);
        RecordingReport report = new RecordingChecker(oracles).check(table);
        if (report.count(Verdict.NOT_APPLICABLE) == report.findings().size()) {
            throw new TraceFormatException(name, "no row has an answer (nothing to check)");
        }
        return new CheckedTable(name, report);
    }
}
