package dev.vmig.properties.statements;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which statement is held by what, and what is wrong about that. */
public final class Coverage {
    private final Catalogue catalogue;
    private final SpecNames specNames;
    /** Tag to tests, as {@code device: ModeTest#stops}. */
    private final SortedMap<String, SortedSet<String>> tests = new TreeMap<>();

    /** Brings them together; tags that do not look like ids of statements are left aside. */
    public Coverage(Catalogue catalogue, List<TaggedTest> tagged, SpecNames specNames) {
        this.catalogue = catalogue;
        this.specNames = specNames;
        for (TaggedTest test : tagged) {
            if (Statement.ID.matcher(test.tag()).matches()) {
                tests.computeIfAbsent(test.tag(), tag -> new TreeSet<>()).add(test.module() + ": " + test.name());
            }
        }
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** The tests that carry the statement's tag, as {@code device: ModeTest#stops}. */
    SortedSet<String> testsOf(Statement statement) {
        return tests.getOrDefault(statement.id(), new TreeSet<>());
    }

    /** Its tests, then the properties of the specification. */
    List<String> holdersOf(Statement statement) {
        List<String> holders = new ArrayList<>(testsOf(statement));
        holders.addAll(statement.spec());
        return holders;
    }

    Standing of(Statement statement) {
        if (tests.containsKey(statement.id())) {
            return Standing.TESTED;
        } else if (!statement.spec().isEmpty()) {
            return Standing.SPECIFIED;
        } else {
            return statement.isOutOfScope() ? Standing.OUT_OF_SCOPE : Standing.OPEN;
        }
    }

    /** The ids of the statements that nothing holds, without a reason. */
    public List<String> missing() {
        return catalogue.statements().stream()
                .filter(statement -> of(statement) == Standing.OPEN)
                .map(Statement::id)
                .toList();
    }

    /** What contradicts itself: tags and names that do not exist, reasons for statements that are held. */
    public List<String> contradictions() {
        List<String> found = new ArrayList<>();
        Set<String> ids = catalogue.statements().stream().map(Statement::id).collect(Collectors.toSet());
        for (Map.Entry<String, SortedSet<String>> entry : tests.entrySet()) {
            if (!ids.contains(entry.getKey())) {
                found.add(entry.getKey() + ": no such statement, tagged " + entry.getValue());
            }
        }
        for (Statement statement : catalogue.statements()) {
            if (statement.isOutOfScope() && of(statement) != Standing.OUT_OF_SCOPE) {
                found.add(statement.id() + ": out of scope (" + statement.scope() + "), and held by "
                        + holdersOf(statement));
            }
            for (String name : statement.spec()) {
                specNames
                        .objectionTo(name)
                        .ifPresent(objection -> found.add(statement.id() + ": " + name + ": " + objection));
            }
        }
        return found;
    }
}
