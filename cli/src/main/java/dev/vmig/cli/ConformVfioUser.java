package dev.vmig.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.vmig.conformance.kit.Transition;
import dev.vmig.conformance.vfiouser.ServerDeparture;
import dev.vmig.fsm.MigrationState;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * The result of a check of two vfio-user servers.
 *
 * @param transitions each request in each state; empty if only one rule was checked
 * @param departures that no rule covers
 */
record ConformVfioUser(
        ConformResult rules, List<Transition> transitions, List<ServerDeparture> departures, boolean strict) {
    private record Row(
            MigrationState from, MigrationState to, String session, boolean holds, String observed, String allowed) {
        static Row of(Transition one) {
            return new Row(one.from(), one.to(), one.session(), one.holds(), one.observed(), one.allowed());
        }
    }

    private record Document(@JsonUnwrapped Object rules, List<Row> transitions, List<ServerDeparture> departures) {}

    int exitCode(boolean complete) {
        boolean holds = transitions.stream().allMatch(Transition::holds) && !(strict && !departures.isEmpty());
        int others = holds ? ExitCode.HOLDS : ExitCode.DOES_NOT_HOLD;
        return ExitCode.strongest(rules.exitCode(strict, complete), others);
    }

    Object document() {
        return new Document(rules.document(), transitions.stream().map(Row::of).toList(), departures);
    }

    void print(PrintWriter out, boolean quiet) {
        rules.print(out, quiet);
        out.println();
        departures.forEach(one -> out.println(one.id() + ": " + one.what() + " (" + one.count() + " times)"));
        if (transitions.isEmpty()) {
            return;
        }
        List<Transition> wrong =
                transitions.stream().filter(one -> !one.holds()).toList();
        out.printf(
                "%d requests in all states: %d are answered as in the table, %d are not%n",
                transitions.size(), transitions.size() - wrong.size(), wrong.size());
        List<List<String>> rows = new ArrayList<>();
        wrong.forEach(one -> rows.add(List.of("  " + one, one.observed(), "expected: " + one.allowed())));
        Columns.print(out, rows);
    }
}
