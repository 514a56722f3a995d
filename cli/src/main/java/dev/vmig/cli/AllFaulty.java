package dev.vmig.cli;

import dev.vmig.conformance.faulty.FaultyRun;
import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Violation;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The table of the defects that the kit finds: which rule, by which calls. The summary comes last. */
final class AllFaulty {
    /** The name of all faulty drivers together. */
    static final String NAME = "all-faulty";

    private AllFaulty() {}

    static void print(PrintWriter out, List<FaultyRun> runs, long seed) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("defect", "rule", "length", "within", "shortest sequence"));
        runs.forEach(run -> rows.add(row(run)));
        Columns.print(out, rows);
        out.println();
        out.printf(
                "%d of %d faulty drivers rejected by the rule that names the defect, within %d calls shortened to %d; seed %d%n",
                runs.stream().filter(FaultyRun::isRejected).count(),
                runs.size(),
                FaultyRun.SOON,
                FaultyRun.SHORT,
                seed);
    }

    static int exitCode(List<FaultyRun> runs) {
        return runs.stream().allMatch(FaultyRun::isRejected) ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    private static List<String> row(FaultyRun run) {
        String id = run.faulty().id();
        String rule = run.faulty().rule();
        return run.violation()
                .map(found -> List.of(
                        id, rule, String.valueOf(found.length()), String.valueOf(found.within()), sequence(found)))
                .orElseGet(() -> List.of(id, rule, "-", "-", "NOT REJECTED"));
    }

    /** Without calls there is either nothing to do but to open the device, or the rule withholds them. */
    private static String sequence(Violation found) {
        if (found.length() == 0) {
            return "(opened)";
        }
        return found.calls().isEmpty()
                ? "(withheld)"
                : found.calls().stream().map(Call::toString).collect(Collectors.joining("; "));
    }
}
