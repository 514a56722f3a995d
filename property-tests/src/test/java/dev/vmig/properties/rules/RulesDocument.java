package dev.vmig.properties.rules;

import dev.vmig.conformance.rules.NoDriver;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.RuleFamily;
import dev.vmig.conformance.rules.UapiVersion;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.lang3.StringUtils;

/** The text of {@code docs/rules.md}. */
public final class RulesDocument {
    private static final String HEAD = """
            # Rules: what drivers and VMMs are held to

            Each rule has an id that stays. **MUST**: a driver that violates it does not conform. **SHOULD**: it conforms, and its users
            will notice. **INFO**: worth knowing. `./vmig conform` holds a driver to all of them, `--only ID` to one; the family VMM is
            for VMMs, `./vmig conform --vmm reference`.

            A rule applies to the features, traits and uAPI that it names, and to all if it names none; a driver that lacks a port that
            it needs is *not observable* there, never *held*. **Rejects** are the faulty drivers that it has to find: `H-`, `K-` and `U-`
            are told in [findings.md](findings.md), `F-` is a mistake without a known occurrence. *Withheld*: current kernels
            violate the rule, so that reports state it and not the calls. `V-` are mistakes of VMMs.

            Generated from the catalogue; do not edit. The failing test names the command that writes it.

            """;

    private final StringBuilder text = new StringBuilder(HEAD);

    private RulesDocument() {}

    /** Renders it. */
    public static String of(RuleCatalogue catalogue, List<NoDriver> others) {
        RulesDocument document = new RulesDocument();
        document.overview(catalogue);
        catalogue.families().forEach(document::section);
        document.others(others);
        return document.text.toString();
    }

    private void overview(RuleCatalogue catalogue) {
        row("family", "about", "rules");
        row("---", "---", "---:");
        for (RuleFamily family : catalogue.families()) {
            row(
                    "[" + family.family() + "](#" + anchor(family) + ")",
                    family.title(),
                    String.valueOf(family.rules().size()));
        }
        row("", "", "**" + catalogue.rules().size() + "**");
    }

    private void section(RuleFamily family) {
        line("\n## " + heading(family) + "\n");
        row("id", "", "rule, and where it is said", "applies to", "property", "scenarios", "rejects");
        row("---", "---", "---", "---", "---", "---", "---");
        for (Rule rule : family.rules()) {
            row(
                    rule.id(),
                    rule.level().name(),
                    rule.text() + "<br>*" + rule.source() + "*" + (rule.withheld() ? "<br>Withheld." : ""),
                    applies(rule),
                    rule.property().isEmpty() ? "none: " + rule.noProperty() : "`" + rule.property() + "`",
                    String.join(", ", rule.scenarios()),
                    String.join(", ", rule.faulty()));
        }
    }

    private void others(List<NoDriver> others) {
        line("\n## Known defects that no driver can show\n");
        line("A driver under test is a `VfioDevice` with ports. These cannot be told from a sound one that way:\n");
        row("id", "why", "what holds it instead");
        row("---", "---", "---");
        others.forEach(other -> row("[" + other.id() + "](findings.md)", other.why(), other.instead()));
    }

    private static String applies(Rule rule) {
        String features = named("features", new TreeSet<>(rule.features()));
        String range = rule.since().equals(UapiVersion.V2) && rule.until().equals(UapiVersion.NEVER)
                ? ""
                : "uAPI " + rule.range();
        List<String> conditions = List.of(
                features,
                named("traits", new TreeSet<>(rule.traits())),
                named("ports", new TreeSet<>(rule.ports())),
                range);
        String all = String.join(
                "; ", conditions.stream().filter(StringUtils::isNotEmpty).toList());
        return StringUtils.defaultIfEmpty(all, "all");
    }

    private static String named(String name, Set<?> values) {
        return values.isEmpty() ? "" : name + " " + StringUtils.join(values, ", ");
    }

    private static String heading(RuleFamily family) {
        return family.family() + ": " + family.title();
    }

    /** As GitHub makes it of a heading. */
    private static String anchor(RuleFamily family) {
        return StringUtils.lowerCase(heading(family))
                .replaceAll("[^a-z0-9 -]", "")
                .replace(' ', '-');
    }

    private void row(String... cells) {
        line("| " + String.join(" | ", cells) + " |");
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
