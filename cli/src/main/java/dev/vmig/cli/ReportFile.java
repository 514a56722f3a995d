package dev.vmig.cli;

import dev.vmig.conformance.kit.ConformanceReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A report that was asked for as {@code FORMAT=FILE}. The file is there when all of it is written; until then it is what it
 * was before.
 */
record ReportFile(Format format, Path file) {
    /** What it can be written as. */
    enum Format {
        JSON,
        JUNIT,
        KTAP
    }

    /** Reads all that stands behind {@code --report}. */
    static List<ReportFile> parse(List<String> texts) {
        List<ReportFile> files = texts.stream().map(ReportFile::parse).toList();
        Set<Path> seen = new HashSet<>();
        for (ReportFile one : files) {
            if (!seen.add(one.file())) {
                throw CommandFailure.badInput("--report: " + one.file() + " twice (expected: a file for each)");
            }
        }
        return files;
    }

    /** Reads what stands behind {@code --report}, and sees to it that the file can be written at the end of a long run. */
    private static ReportFile parse(String text) {
        int equals = text.indexOf('=');
        Optional<Format> format = Arrays.stream(Format.values())
                .filter(one -> equals > 0 && one.name().toLowerCase(Locale.ROOT).equals(text.substring(0, equals)))
                .findFirst();
        if (format.isEmpty() || equals == text.length() - 1) {
            throw CommandFailure.badInput("--report: " + text + " (expected: json=FILE, junit=FILE or ktap=FILE)");
        }
        Path file = path(text.substring(equals + 1));
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw CommandFailure.badInput("--report: " + file + " is no regular file");
        }
        if (!Files.isDirectory(folder(file)) || !Files.isWritable(folder(file))) {
            throw CommandFailure.badInput("--report: " + folder(file) + " is no folder that can be written to");
        }
        return new ReportFile(format.get(), file);
    }

    void write(ConformanceReport report) throws IOException {
        StringWriter text = new StringWriter();
        switch (format) {
            case JSON -> Output.print(new PrintWriter(text), ConformJson.document(report));
            case JUNIT -> ConformJUnit.write(report, text);
            case KTAP -> ConformKtap.write(report, new PrintWriter(text));
        }
        try {
            // Beside it, so that it can be moved; not as a temporary file, which nobody else could read.
            Path whole = folder(file)
                    .resolve("." + file.getFileName() + "."
                            + ProcessHandle.current().pid() + ".part");
            try {
                Files.writeString(whole, text.toString());
                Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(whole);
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.INCONCLUSIVE, "--report: " + file + ": " + e);
        }
    }

    private static Path path(String text) {
        try {
            Path file = Path.of(text).toAbsolutePath();
            return Files.exists(file) ? file.toRealPath() : file;
        } catch (InvalidPathException | IOException e) {
            throw CommandFailure.badInput("--report: " + e.getMessage());
        }
    }

    private static Path folder(Path file) {
        Path parent = file.getParent();
        return parent == null ? file : parent;
    }
}
