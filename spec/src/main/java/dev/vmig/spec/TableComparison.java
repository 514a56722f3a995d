package dev.vmig.spec;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Compares the transition table of the {@code fsm} module with the specification, both ways. */
public final class TableComparison {
    private static final String REFUSED = "EINVAL";

    private TableComparison() {}

    /** A transition table: where a request goes next, ERROR where it is refused. */
    @FunctionalInterface
    public interface NextState {
        /** The table of the {@code fsm} module. */
        NextState OF_FSM =
                (features, current, requested) -> TransitionTable.of(features).next(current, requested);

        /** The cell. */
        MigrationState of(FeatureSet features, MigrationState current, MigrationState requested);
    }

    /**
     * The result of a comparison.
     *
     * @param compared how many things were compared
     * @param differences one line for each that differs
     */
    public record Result(int compared, List<String> differences) {
        /** Copies the list. */
        public Result {
            differences = List.copyOf(differences);
        }

        /** Whether the tables are equal. */
        public boolean agrees() {
            return differences.isEmpty();
        }
    }

    /** A cell of the table. */
    public record Cell(FeatureSet features, MigrationState current, MigrationState requested) {
        /** As messages name it. */
        @Override
        public String toString() {
            return "features " + features.flags() + ", " + current + " > " + requested;
        }
    }

    /** All cells of all feature sets, as the specification evaluates {@code NextState}: a state's name, or EINVAL. */
    public static Map<Cell, String> cellsOf(SpecFiles files) {
        Map<Cell, String> cells = new LinkedHashMap<>();
        try (Oracle oracle = Oracle.open(files, "MCMigrationTable", "MCMigrationTable.cfg")) {
            for (FeatureSet features : FeatureSet.values()) {
                for (MigrationState current : MigrationState.values()) {
                    for (MigrationState requested : MigrationState.values()) {
                        Object next = oracle.evaluate("NextState", namesOf(features), current.name(), requested.name());
                        cells.put(new Cell(features, current, requested), String.valueOf(next));
                    }
                }
            }
        }
        return cells;
    }

    /** Compares a table with the cells of the specification. */
    public static Result ofCells(Map<Cell, String> spec, NextState table) {
        List<String> differences = new ArrayList<>();
        spec.forEach((cell, theirs) -> {
            String ours = nameOf(table.of(cell.features(), cell.current(), cell.requested()));
            if (!ours.equals(theirs)) {
                differences.add(cell + ": the Java table says " + ours + ", the spec says " + theirs);
            }
        });
        return new Result(spec.size(), differences);
    }

    /**
     * Compares the arcs that the explored graph of {@code VfioMigration} takes with those that the paths of the table
     * take, and which of them return a data file.
     */
    public static Result ofArcs(SpecFiles files) {
        Set<String> theirs = arcsOfGraph(files);
        Set<String> ours = arcsOfTable();
        List<String> differences = new ArrayList<>();
        ours.stream().filter(arc -> !theirs.contains(arc)).forEach(arc -> differences.add(arc + ": only in Java"));
        theirs.stream().filter(arc -> !ours.contains(arc)).forEach(arc -> differences.add(arc + ": only in the spec"));
        Set<String> all = new TreeSet<>(ours);
        all.addAll(theirs);
        return new Result(all.size(), differences);
    }

    private static Set<String> arcsOfGraph(SpecFiles files) {
        String config = "SPECIFICATION Spec\nCONSTANTS ArcErrnos = {} ImageErrnos = {\"EINVAL\"}\n";
        try (Oracle oracle = Oracle.open(files.withFile("Arcs.cfg", config), "VfioMigration", "Arcs.cfg")) {
            StateGraph graph = StateGraph.explore(oracle, 100_000);
            return graph.edges().stream()
                    .filter(edge -> edge.action().name().equals("TakeArc"))
                    .map(edge -> describe(
                            flagsOf(graph.states().get(edge.from()).get("features")),
                            String.valueOf(graph.states().get(edge.from()).get("state")),
                            String.valueOf(graph.states().get(edge.to()).get("state")),
                            !graph.states().get(edge.to()).get("file").equals("none")))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static Set<String> arcsOfTable() {
        Set<String> arcs = new TreeSet<>();
        for (FeatureSet features : FeatureSet.values()) {
            TransitionTable table = TransitionTable.of(features);
            for (Arc arc : Arc.values()) {
                if (table.path(arc.from(), arc.to())
                        .filter(List.of(arc)::equals)
                        .isPresent()) {
                    arcs.add(describe(
                            features.flags(), arc.from().name(), arc.to().name(), arc.returnsFile()));
                }
            }
        }
        return arcs;
    }

    private static String describe(int features, String from, String to, boolean returnsFile) {
        return "features " + features + ", arc " + from + ">" + to + (returnsFile ? " returning a data file" : "");
    }

    private static String nameOf(MigrationState next) {
        return next == MigrationState.ERROR ? REFUSED : next.name();
    }

    private static Set<Object> namesOf(FeatureSet features) {
        Set<Object> names = new TreeSet<>(Set.of("STOP_COPY"));
        if (features.hasP2p()) {
            names.add("P2P");
        }
        if (features.hasPreCopy()) {
            names.add("PRE_COPY");
        }
        return names;
    }

    private static int flagsOf(Object names) {
        Map<Set<Object>, Integer> flags = Arrays.stream(FeatureSet.values())
                .collect(Collectors.toMap(TableComparison::namesOf, FeatureSet::flags));
        return Objects.requireNonNull(flags.get(names));
    }
}
