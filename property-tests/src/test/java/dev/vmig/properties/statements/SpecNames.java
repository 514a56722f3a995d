package dev.vmig.properties.statements;

import dev.vmig.spec.Model;
import dev.vmig.spec.ModelCatalogue;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.Tier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.apache.commons.lang3.StringUtils;

/**
 * What the specification guarantees: definitions of its modules that TLC is asked about in a model that must hold.
 *
 * @param models the models to be looked through
 */
public record SpecNames(SpecFiles files, List<Model> models) {
    private static final Pattern EXTENDS = Pattern.compile("(?m)^EXTENDS\\s+(\\w+(?:\\s*,\\s*\\w+)*)");

    /** Copies the list. */
    public SpecNames {
        models = List.copyOf(models);
    }

    /** Those of the specification that comes with vmig. */
    public static SpecNames bundled() {
        return new SpecNames(SpecFiles.bundled(), ModelCatalogue.bundled().of(Tier.CI));
    }

    /**
     * Why a name guarantees nothing.
     *
     * @param name as {@code VirtioVf!SilentWhileStopped}
     * @return nothing if it guarantees something
     */
    Optional<String> objectionTo(String name) {
        String module = StringUtils.substringBefore(name, "!");
        String property = StringUtils.substringAfter(name, "!");
        String text = files.texts().get(module + ".tla");
        if (text == null) {
            return Optional.of("no module " + module);
        }
        if (!Pattern.compile("(?m)^" + Pattern.quote(property) + "\\s*==")
                .matcher(text)
                .find()) {
            return Optional.of("module " + module + " does not define " + property);
        }
        boolean checked = models.stream()
                .filter(Model::mustHold)
                .filter(model -> model.asksAbout(files, property))
                .anyMatch(model -> modulesOf(model.module()).contains(module));
        return checked ? Optional.empty() : Optional.of("no model that must hold asks about " + property);
    }

    /** A module and those that it extends. */
    private Set<String> modulesOf(String module) {
        Set<String> all = new LinkedHashSet<>();
        all.add(module);
        EXTENDS.matcher(files.texts().getOrDefault(module + ".tla", ""))
                .results()
                .map((MatchResult found) -> found.group(1))
                .flatMap(names -> List.of(StringUtils.split(names, ", \t\n")).stream())
                .forEach(name -> all.addAll(modulesOf(name)));
        return all;
    }
}
