package dev.vmig.cli;

import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.qemu.MigrationReport;
import dev.vmig.trace.qemu.QemuReport;
import dev.vmig.trace.tables.RecordingReport;
import dev.vmig.trace.tlc.TlcOpinion;
import dev.vmig.trace.walk.TraceReport;
import java.util.List;

/** The result of one input of {@code vmig trace}. */
sealed interface TraceResult {
    /** The name of the input. */
    String file();

    /** The verdict; with {@code strict} known departures fail too. */
    Verdict verdict(boolean strict);

    /**
     * The verdict; incomplete if it would hold but part of the input was not judged.
     *
     * @param complete whether that counts
     */
    default Verdict verdict(boolean strict, boolean complete) {
        Verdict own = verdict(strict);
        return complete && own == Verdict.HOLDS && leavesUnjudged() ? Verdict.INCOMPLETE : own;
    }

    /** Whether part of the input was not judged. */
    default boolean leavesUnjudged() {
        return false;
    }

    /** The verdicts with their exit codes, which order them. */
    enum Verdict {
        HOLDS(ExitCode.HOLDS, "holds"),
        INCOMPLETE(ExitCode.INCONCLUSIVE, "holds so far, incomplete"),
        DOES_NOT_HOLD(ExitCode.DOES_NOT_HOLD, "does not hold"),
        UNREADABLE(ExitCode.BAD_INPUT, "unreadable");

        private final int exitCode;
        private final String words;

        Verdict(int exitCode, String words) {
            this.exitCode = exitCode;
            this.words = words;
        }

        /** The text of the verdict. */
        String words() {
            return words;
        }

        int exitCode() {
            return exitCode;
        }

        /** The verdict on a run. */
        static Verdict of(boolean holds, boolean complete) {
            return holds ? complete ? HOLDS : INCOMPLETE : DOES_NOT_HOLD;
        }

        static Verdict strongestOf(List<Verdict> verdicts) {
            int code = ExitCode.strongest(
                    verdicts.stream().mapToInt(Verdict::exitCode).toArray());
            return verdicts.stream()
                    .filter(verdict -> verdict.exitCode == code)
                    .findFirst()
                    .orElse(HOLDS);
        }
    }

    /**
     * A trace that was checked.
     *
     * @param second TLC's opinion on each device, with {@code --tlc}
     */
    record CheckedTrace(String file, TraceHeader header, TraceReport report, List<TlcOpinion> second)
            implements TraceResult {
        @Override
        public boolean leavesUnjudged() {
            return !report.notes().isEmpty();
        }

        @Override
        public Verdict verdict(boolean strict) {
            return Verdict.of(
                    report.holds() && !(strict && report.departs()), report.complete() && !report.inconclusive());
        }
    }

    /** A trace log of QEMU that was checked. */
    record CheckedQemu(String file, QemuReport report) implements TraceResult {
        @Override
        public boolean leavesUnjudged() {
            return !report.unjudged().isEmpty();
        }

        @Override
        public Verdict verdict(boolean strict) {
            return Verdict.of(report.holds() && !(strict && !report.departures().isEmpty()), report.complete());
        }
    }

    /** Two logs of QEMU that were checked as one migration. */
    record CheckedMigration(String file, MigrationReport report) implements TraceResult {
        @Override
        public boolean leavesUnjudged() {
            return report.leavesUnjudged();
        }

        @Override
        public Verdict verdict(boolean strict) {
            return Verdict.of(report.holds() && !(strict && report.departs()), report.complete());
        }
    }

    /** A recorded state table that was checked. */
    record CheckedTable(String file, RecordingReport report) implements TraceResult {
        @Override
        public Verdict verdict(boolean strict) {
            boolean holds = report.holds() && (!strict || report.count(RecordingReport.Verdict.QUIRK) == 0);
            return Verdict.of(holds, true);
        }
    }

    /**
     * An input that cannot be read or has nothing to check.
     *
     * @param reason one line that begins with the place
     */
    record Unreadable(String file, String reason) implements TraceResult {
        @Override
        public Verdict verdict(boolean strict) {
            return Verdict.UNREADABLE;
        }
    }
}
