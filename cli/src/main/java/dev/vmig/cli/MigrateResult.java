package dev.vmig.cli;

import dev.vmig.cli.MigrationTally.MigrationEnd;
import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.vmm.MigrationPlan;
import dev.vmig.vmm.MigrationResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The result of {@code vmig migrate}, as text and as a JSON document.
 *
 * @param seed of the simulated devices
 * @param record the trace that was written
 * @param verdict of the specification on the devices of vfio-user servers
 */
record MigrateResult(
        Optional<Long> seed,
        int vfs,
        MigrationPlan plan,
        MigrationResult result,
        MigrationTally tally,
        Optional<Path> record,
        Optional<TraceReport> verdict) {
    private static final double NANOS_PER_MILLI = 1e6;

    private record Verdict(boolean holds, int events, List<String> rejected) {
        static Verdict of(TraceReport report) {
            List<String> rejected = new ArrayList<>();
            for (TraceReport.DeviceReport device : report.devices()) {
                device.rejected()
                        .ifPresent(place ->
                                rejected.add("line " + place.line() + ", " + device.name() + ": " + place.rejection()));
            }
            return new Verdict(report.holds(), report.events(), rejected);
        }
    }

    private record Document(
            Optional<Long> seed,
            int vfs,
            boolean preCopy,
            boolean completed,
            Optional<String> failure,
            List<MigrationResult.Moment> timeline,
            List<Walk> statesWalked,
            Map<String, Map<String, Integer>> adminCommands,
            long streamBytes,
            long memoryBytes,
            long totalNanos,
            long downtimeNanos,
            Optional<Path> record,
            Optional<Verdict> verdict) {}

    private record Walk(String host, String device, List<MigrationState> states) {}

    int exitCode() {
        boolean holds = result.completed() && verdict.map(TraceReport::holds).orElse(true);
        return holds ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
    }

    Object document() {
        Map<String, Map<String, Integer>> commands = new LinkedHashMap<>();
        for (MigrationEnd end : MigrationEnd.values()) {
            commands.put(name(end), tally.commands(end));
        }
        return new Document(
                seed,
                vfs,
                plan.preCopy(),
                result.completed(),
                result.failure(),
                result.timeline(),
                walks(),
                commands,
                result.streamBytes(),
                result.memoryBytes(),
                result.total().toNanos(),
                result.downtime().toNanos(),
                record,
                verdict.map(Verdict::of));
    }

    private List<Walk> walks() {
        List<Walk> walks = new ArrayList<>();
        for (MigrationEnd end : MigrationEnd.values()) {
            for (int vf = 0; vf < vfs; vf++) {
                walks.add(new Walk(name(end), "vf" + vf, tally.walked(name(end) + "/vf" + vf)));
            }
        }
        return walks;
    }

    /** The timeline, the counts, and the summary last. */
    void print(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("time in ms", "host", "device", "what"));
        result.timeline().forEach(it -> rows.add(List.of(millis(it.at()), it.place(), it.device(), it.what())));
        Columns.print(out, rows);
        out.println();
        printStates(out);
        out.println();
        if (verdict.isEmpty()) {
            printCommands(out);
            out.println();
        }
        record.ifPresent(file -> out.println("recorded    " + file));
        out.println("stream      " + result.streamBytes() + " bytes");
        out.println("memory      " + result.memoryBytes() + " bytes");
        out.println("total time  " + millis(result.total()) + " ms");
        out.println("downtime    " + millis(result.downtime()) + " ms");
        verdict.map(Verdict::of).ifPresent(judged -> {
            judged.rejected().forEach(rejected -> out.println("REJECTED    " + rejected));
            out.println("verdict     " + (judged.holds() ? "a behaviour" : "no behaviour") + " of the spec, "
                    + judged.events() + " events accepted");
        });
        out.println(result.failure().map(reason -> "failed      " + reason).orElse("completed"));
    }

    private void printStates(PrintWriter out) {
        Map<List<String>, List<String>> devices = new LinkedHashMap<>();
        walks().forEach(walk -> {
            String states = walk.states().stream().map(Enum::name).collect(Collectors.joining(" > "));
            devices.computeIfAbsent(List.of(walk.host(), states), same -> new ArrayList<>())
                    .add(walk.device());
        });
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("host", "device", "states walked"));
        devices.forEach((walk, names) -> {
            boolean all = names.size() > 1 && names.size() == vfs;
            rows.add(
                    List.of(walk.get(0), all ? "all " + names.size() + " VFs" : String.join(", ", names), walk.get(1)));
        });
        Columns.print(out, rows);
    }

    private void printCommands(PrintWriter out) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("admin commands", "source", "target"));
        Set<String> names = new TreeSet<>(tally.commands(MigrationEnd.SOURCE).keySet());
        names.addAll(tally.commands(MigrationEnd.TARGET).keySet());
        names.forEach(
                name -> rows.add(List.of(name, count(MigrationEnd.SOURCE, name), count(MigrationEnd.TARGET, name))));
        Columns.print(out, rows);
    }

    private String count(MigrationEnd end, String name) {
        return String.valueOf(tally.commands(end).getOrDefault(name, 0));
    }

    private static String name(MigrationEnd end) {
        return end.name().toLowerCase(Locale.ROOT);
    }

    private static String millis(Duration duration) {
        return String.format(Locale.ROOT, "%.3f", duration.toNanos() / NANOS_PER_MILLI);
    }
}
