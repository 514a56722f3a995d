package dev.vmig.cli;

import dev.vmig.cli.page.PageWriter;
import dev.vmig.cli.page.ReportPage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.commons.lang3.StringUtils;

/** A requested report, {@code FORMAT=FILE}. */
record ReportFile(Format format, OutputFile file) {
    /** The formats of reports. */
    enum Format {
        JSON,
        JUNIT,
        KTAP,
        HTML;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Parses all values of {@code --report}. */
    static List<ReportFile> parse(List<String> texts, Format... formats) {
        List<ReportFile> files = new ArrayList<>();
        Set<Path> seen = new HashSet<>();
        for (String text : texts) {
            ReportFile one = parse(text, List.of(formats));
            if (!seen.add(one.file().path())) {
                throw CommandFailure.badInput("--report: " + one.file().path() + " twice (expected: a file for each)");
            }
            files.add(one);
        }
        return files;
    }

    private static ReportFile parse(String text, List<Format> formats) {
        String name = StringUtils.substringAfter(text, "=");
        for (Format format : formats) {
            if (text.startsWith(format + "=") && !name.isEmpty()) {
                return new ReportFile(format, OutputFile.of("--report", name));
            }
        }
        List<String> expected = formats.stream().map(format -> format + "=FILE").toList();
        throw CommandFailure.badInput("--report: " + text + " (expected: " + Words.or(expected) + ")");
    }

    /** What the formats are made of, each computed only if it is asked for. */
    record Content(Supplier<TestSuite> suite, Supplier<?> document, Supplier<ReportPage> page) {
        private String in(Format format) {
            return switch (format) {
                case JSON -> Json.text(document.get());
                case JUNIT -> suite.get().junit();
                case KTAP -> suite.get().ktap();
                case HTML -> PageWriter.html(page.get());
            };
        }
    }

    /** Writes all reports. */
    static int write(List<ReportFile> files, Content content, Console console) {
        int code = ExitCode.HOLDS;
        for (ReportFile one : files) {
            code = ExitCode.strongest(code, one.file().write(content.in(one.format()), console.err()));
        }
        return code;
    }
}
