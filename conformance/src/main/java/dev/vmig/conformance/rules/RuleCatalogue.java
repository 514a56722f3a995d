package dev.vmig.conformance.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.lang3.Validate;

/**
 * All rules, in the order of their ids within their families.
 *
 * @param families one per file
 */
public record RuleCatalogue(List<RuleFamily> families) {
    private static final List<String> FILES = List.of("fsm", "ses", "str", "cnt", "rst", "err", "mig", "uap");

    /** Rejects ids that occur twice or out of order. */
    public RuleCatalogue {
        families = List.copyOf(families);
        Map<String, Rule> seen = new LinkedHashMap<>();
        for (RuleFamily family : families) {
            String last = "";
            for (Rule rule : family.rules()) {
                Validate.isTrue(seen.put(rule.id(), rule) == null, "id: %s occurs twice", rule.id());
                Validate.isTrue(rule.id().compareTo(last) > 0, "id: %s (expected: after %s)", rule.id(), last);
                last = rule.id();
            }
        }
    }

    /** The bundled catalogue for drivers. */
    public static RuleCatalogue bundled() {
        return of(FILES);
    }

    /** The bundled catalogue for VMMs, which the VMM kit checks. */
    public static RuleCatalogue forVmms() {
        return of(List.of("vmm"));
    }

    /** The rules for drivers and for VMMs. */
    public static RuleCatalogue all() {
        return new RuleCatalogue(Stream.of(bundled(), forVmms())
                .flatMap(some -> some.families().stream())
                .toList());
    }

    private static RuleCatalogue of(List<String> files) {
        return new RuleCatalogue(
                files.stream().map(name -> parse(name + ".yaml", text(name))).toList());
    }

    /**
     * Parses a file of rules.
     *
     * @param name of the file in errors
     * @throws RuleFormatException with file, line and reason
     */
    public static RuleFamily parse(String name, String text) {
        return RuleFile.parse(name, text);
    }

    /** The rules of all families. */
    public List<Rule> rules() {
        return families.stream().flatMap(family -> family.rules().stream()).toList();
    }

    /** The rule with that id, if any. */
    public Optional<Rule> find(String id) {
        return rules().stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    static String text(String name) {
        try (InputStream in = RuleCatalogue.class.getResourceAsStream(name + ".yaml")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }
}
