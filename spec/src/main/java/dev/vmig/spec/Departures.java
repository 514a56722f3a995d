package dev.vmig.spec;

import dev.vmig.spec.SpecException.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The departures from a module: what real drivers and VMMs do instead of what the module says.
 *
 * <p>The departures from module {@code M} are definitions of module {@code MDepartures}, which extends it. The name of
 * each is that of the definition that it replaces, and the id of the departure: with K-1, {@code MayLeaveResumingK1}
 * replaces {@code MayLeaveResuming}. A configuration makes the substitutions.
 */
public final class Departures {

    private static final Pattern DEFINITION = Pattern.compile("(?m)^(\\w+)(?:\\([^)]*\\))?\\s*==");

    private final String module;
    private final SortedMap<String, List<String>> substitutions = new TreeMap<>();

    private Departures(String module) {
        this.module = module;
    }

    /**
     * Reads the departures from {@code module}.
     *
     * @throws SpecException if no module defines any
     */
    public static Departures of(SpecFiles files, String module) {
        Departures departures = new Departures(module);
        Set<String> contract = new TreeSet<>();
        PropertyText.withExtended(files, module)
                .forEach(extended -> contract.addAll(definitions(files.text(extended + ".tla"))));
        for (String departing : definitions(files.text(departures.module() + ".tla"))) {
            longestPrefix(contract, departing)
                    .ifPresent(name -> departures
                            .substitutions
                            .computeIfAbsent(departing.substring(name.length()), id -> new ArrayList<>())
                            .add(name + " <- " + departing));
        }
        return departures;
    }

    /** The module that defines them. */
    public String module() {
        return module + "Departures";
    }

    /** Their ids as names have them: {@code K1}. */
    public Set<String> ids() {
        return substitutions.keySet();
    }

    /**
     * The substitutions of some departures, as a configuration has them: {@code Loaded <- LoadedK1}.
     *
     * @param ids with or without a hyphen: {@code K-1}
     * @throws SpecException if the module has no such departure
     */
    public List<String> substitutions(Collection<String> ids) {
        List<String> all = new ArrayList<>();
        for (String id : new TreeSet<>(ids)) {
            List<String> own = substitutions.get(id.replace("-", ""));
            if (own == null) {
                throw new SpecException(Kind.QUESTION, module() + ".tla: no departure " + id);
            }
            all.addAll(own);
        }
        return all;
    }

    private static Set<String> definitions(String text) {
        Set<String> names = new TreeSet<>();
        DEFINITION.matcher(text).results().map(MatchResult::group).forEach(found -> names.add(nameOf(found)));
        return names;
    }

    private static String nameOf(String definition) {
        return definition.replaceAll("\\W.*", "");
    }

    private static Optional<String> longestPrefix(Set<String> contract, String departing) {
        return contract.stream()
                .filter(name -> departing.startsWith(name) && departing.length() > name.length())
                .max(Comparator.comparingInt(String::length));
    }
}
