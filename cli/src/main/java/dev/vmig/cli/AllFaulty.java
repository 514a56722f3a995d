package dev.vmig.cli;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.vmmkit.VmmKit;
import dev.vmig.conformance.vmmkit.VmmReport;
import dev.vmig.conformance.vmmkit.VmmViolation;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.FaultyRun;
import dev.vmig.samples.vmm.FaultyVmm;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The table of the faulty drivers and VMMs: the rule that rejects each, and the shortest calls. The summary comes last.
 */
record AllFaulty(List<Row> rows, long seed) {
    /** The name of all faulty drivers and VMMs together. */
    static final String NAME = "all-faulty";

    private record Document(long seed, long rejected, int faulty, List<Row> rows) {}

    /**
     * A faulty driver or VMM.
     *
     * @param length in calls
     * @param within number of calls until it was found and shrunk
     */
    private record Row(String id, String rule, boolean rejected, int length, long within, String sequence) {}

    static AllFaulty run(ConformanceKit kit, long seed) {
        return of(FaultyRun.all(kit, seed), FaultyVmm.ALL, seed);
    }

    static AllFaulty of(List<FaultyRun> drivers, List<FaultyVmm> vmms, long seed) {
        List<Row> rows = new ArrayList<>();
        drivers.forEach(run -> rows.add(row(run)));
        vmms.forEach(vmm -> rows.add(row(vmm, seed)));
        return new AllFaulty(rows, seed);
    }

    /** The rows as a JSON document. */
    Object document() {
        return new Document(seed, rows.stream().filter(Row::rejected).count(), rows.size(), rows);
    }

    void print(PrintWriter out) {
        List<List<String>> cells = new ArrayList<>();
        cells.add(List.of("defect", "rule", "length", "within", "shortest sequence"));
        for (Row row : rows) {
            cells.add(
                    row.rejected()
                            ? List.of(
                                    row.id(),
                                    row.rule(),
                                    String.valueOf(row.length()),
                                    String.valueOf(row.within()),
                                    row.sequence())
                            : List.of(row.id(), row.rule(), "-", "-", "NOT REJECTED"));
        }
        Columns.print(out, cells);
        out.println();
        out.printf(
                "%d of %d faulty drivers and VMMs rejected by the rule that names the defect, within %d calls shortened to"
                        + " %d; seed %d%n",
                rows.stream().filter(Row::rejected).count(), rows.size(), FaultyRun.SOON, FaultyRun.SHORT, seed);
    }

    int exitCode() {
        return rows.stream().allMatch(Row::rejected) ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private static Row row(FaultyRun run) {
        Optional<Violation> violation = run.violation();
        return new Row(
                run.faulty().id(),
                run.faulty().rule(),
                run.isRejected(),
                violation.map(Violation::length).orElse(0),
                violation.map(Violation::within).orElse(0L),
                violation.map(AllFaulty::sequence).orElse(""));
    }

    private static Row row(FaultyVmm vmm, long seed) {
        VmmReport report = VmmKit.check(vmm, FeatureSet.STOP_COPY_P2P_PRE_COPY, seed);
        Optional<VmmViolation> violation =
                Optional.ofNullable(report.violations().get(vmm.rule()));
        boolean rejected = violation
                .filter(found -> found.length() <= FaultyRun.SHORT && report.calls() <= FaultyRun.SOON)
                .isPresent();
        return new Row(
                vmm.id(),
                vmm.rule(),
                rejected,
                violation.map(VmmViolation::length).orElse(0),
                report.calls(),
                violation.map(found -> String.join("; ", found.calls())).orElse(""));
    }

    /** The calls; without any, either opening the device shows the violation, or the rule withholds them. */
    private static String sequence(Violation found) {
        if (found.length() == 0) {
            return "(opened)";
        }
        return found.calls().isEmpty()
                ? "(withheld)"
                : found.calls().stream().map(Call::toString).collect(Collectors.joining("; "));
    }
}
