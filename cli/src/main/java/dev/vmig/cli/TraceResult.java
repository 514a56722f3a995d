package dev.vmig.cli;

import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.qemu.MigrationReport;
import dev.vmig.trace.qemu.QemuReport;
import dev.vmig.trace.tables.RecordingReport;
import dev.vmig.trace.tlc.TlcOpinion;
import dev.vmig.trace.walk.TraceReport;
import java.util.Collections;
import java.util.List;

/** What came out of one input of {@code vmig trace}. */
sealed interface TraceResult {
    /** What the input is called. */
    String file();

    /** The verdict; {@code strict} if known departures do not hold either. */
    Verdict verdict(boolean strict);

    /**
     * Verdicts, the stronger ones later. That a file is unreadable outweighs that another does not hold: the answer is
     * then one to less than was asked. That one does not hold outweighs that another is incomplete: more of it would not
     * mend the first.
     */
    enum Verdict {
        HOLDS(ExitCode.HOLDS),
        INCOMPLETE(ExitCode.INCONCLUSIVE),
        DOES_NOT_HOLD(ExitCode.DOES_NOT_HOLD),
        UNREADABLE(ExitCode.BAD_INPUT);

        private final int exitCode;

        Verdict(int exitCode) {
            this.exitCode = exitCode;
        }

        int exitCode() {
            return exitCode;
        }

        static Verdict strongestOf(List<Verdict> verdicts) {
            return Collections.max(verdicts);
        }
    }

    /**
     * A trace that was checked.
     *
     * @param second what TLC says of each device, if it was asked
     */
    record CheckedTrace(String file, TraceHeader header, TraceReport report, List<TlcOpinion> second)
            implements TraceResult {
        @Override
        public Verdict verdict(boolean strict) {
            if (!report.holds()) {
                return Verdict.DOES_NOT_HOLD;
            }
            return report.complete() ? Verdict.HOLDS : Verdict.INCOMPLETE;
        }
    }

    /** A trace log of QEMU that was checked. */
    record CheckedQemu(String file, QemuReport report) implements TraceResult {
        @Override
        public Verdict verdict(boolean strict) {
            if (!report.holds()) {
                return Verdict.DOES_NOT_HOLD;
            }
            return report.complete() ? Verdict.HOLDS : Verdict.INCOMPLETE;
        }
    }

    /** Two logs of QEMU that were checked as one migration. */
    record CheckedMigration(String file, MigrationReport report) implements TraceResult {
        @Override
        public Verdict verdict(boolean strict) {
            if (!report.holds()) {
                return Verdict.DOES_NOT_HOLD;
            }
            return report.complete() ? Verdict.HOLDS : Verdict.INCOMPLETE;
        }
    }

    /** A recorded state table that was checked. */
    record CheckedTable(String file, RecordingReport report) implements TraceResult {
        @Override
        public Verdict verdict(boolean strict) {
            boolean holds = report.holds() && (!strict || report.count(RecordingReport.Verdict.QUIRK) == 0);
            return holds ? Verdict.HOLDS : Verdict.DOES_NOT_HOLD;
        }
    }

    /**
     * An input that cannot be read, or in which there is nothing to check.
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
