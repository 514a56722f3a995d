package dev.vmig.perf;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What is measured.
 *
 * @param name stable, and that of the benchmark in C too
 * @param title for a person
 * @param benchmark the JMH method, from the package on
 * @param shape the list of device parts; empty where there is none
 */
record Work(String name, String title, String benchmark, String shape) {
    /** All there is, in the order of the report. */
    static final List<Work> ALL = List.of(
            of("header-encode", "record header, encode", "codec.RecordHeaderBenchmark.encode"),
            of("header-decode", "record header, decode", "codec.RecordHeaderBenchmark.decode"),
            of("exchange", "admin command encode, result decode", "codec.AdminCommandBenchmark.exchange"),
            parts("validate-small", "validate 64 parts of 64 B", "validate", "SMALL"),
            parts("validate-mixed", "validate 64 parts of 1 to 64 B", "validate", "MIXED"),
            parts("validate-large", "validate 1,024 parts of 1 KiB", "validate", "LARGE"),
            parts("read-small", "read 64 parts of 64 B", "read", "SMALL"),
            parts("read-large", "read 1,024 parts of 1 KiB", "read", "LARGE"),
            parts("encode-small", "encode 64 parts of 64 B", "encode", "SMALL"),
            parts("encode-large", "encode 1,024 parts of 1 KiB", "encode", "LARGE"),
            of("stream-read", "stream of 64 MiB, read, each 64 KiB", "codec.RecordStreamBenchmark.read"),
            of("stream-write", "stream of 64 MiB, write, each 64 KiB", "codec.RecordStreamBenchmark.write"),
            of("refusal", "64 parts, accepted and refused", "codec.RefusalBenchmark.judge"),
            of("next-state", "next state", "states.NextStateBenchmark.next"),
            of("path", "path", "states.PathBenchmark.path"),
            of("walk", "walk of 64 requests", "states.NextStateBenchmark.walk"));

    /** The name of the project's own code among the rivals. */
    static final String OURS = "VMIG";

    private static Work of(String name, String title, String benchmark) {
        return new Work(name, title, benchmark, "");
    }

    private static Work parts(String name, String title, String method, String shape) {
        return new Work(name, title, "codec.DevicePartsBenchmark." + method, shape);
    }

    /** The work with that name. */
    static Work named(String name) {
        return ALL.stream()
                .filter(work -> work.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("work %s (expected: one of %s)"
                        .formatted(name, ALL.stream().map(Work::name).toList())));
    }

    /** Matches the benchmark and nothing else. */
    String pattern() {
        return "^" + Pattern.quote("dev.vmig.perf." + benchmark) + "$";
    }
}
