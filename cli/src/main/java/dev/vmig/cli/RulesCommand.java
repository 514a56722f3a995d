package dev.vmig.cli;

import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.RuleLevel;
import dev.vmig.conformance.rules.Trait;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.lang3.StringUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code vmig rules}: prints the rules. */
@Command(
        name = "rules",
        description = "Print the rules for drivers and VMMs.",
        footer = {"", "Examples:", "  vmig rules list", "  vmig rules show VMIG-STR-002"})
final class RulesCommand implements Runnable {
    @Mixin
    private Console console = new Console();

    private record Document(List<Row> rules) {}

    private record Row(
            String id,
            RuleLevel level,
            String text,
            String source,
            Set<Integer> features,
            Set<Trait> traits,
            Set<Port> ports,
            String uapi,
            String property,
            String noProperty,
            List<String> scenarios,
            List<String> defects) {}

    @Override
    public void run() {
        throw console.misused("list or show is missing");
    }

    @Command(name = "list", description = "Print all rules, one per line.", mixinStandardHelpOptions = true)
    int list(@Mixin Console console) {
        List<Rule> rules = RuleCatalogue.all().rules();
        console.print(
                () -> new Document(rules.stream().map(RulesCommand::document).toList()), out -> {
                    List<List<String>> rows = new ArrayList<>();
                    rules.forEach(
                            rule -> rows.add(List.of(rule.id(), rule.level().name(), rule.text())));
                    Columns.print(out, rows);
                });
        return ExitCode.HOLDS;
    }

    @Command(name = "show", description = "Print a rule in full.", mixinStandardHelpOptions = true)
    int show(
            @Mixin Console console,
            @Parameters(paramLabel = "ID", description = "Id of a rule, such as VMIG-STR-002 or STR-002.") String id) {
        Rule rule = named(id, RuleCatalogue.all())
                .orElseThrow(() -> console.misused("no rule " + id + "; vmig rules list lists them"
                        + choice(RuleCatalogue.all()).suggestion(id)));
        console.print(() -> document(rule), out -> {
            out.println(rule.id() + ", " + rule.level());
            out.println(rule.text());
            line(out, "source", rule.source());
            line(out, "features", joined(rule.features().stream().sorted().toList(), "all"));
            line(out, "traits", joined(rule.traits(), "any"));
            line(out, "ports", joined(rule.ports(), "none"));
            line(out, "uAPI", rule.range());
            line(out, "property", rule.property().isEmpty() ? "none: " + rule.noProperty() : rule.property());
            line(out, "scenarios", joined(rule.scenarios(), "none"));
            line(out, "defects", joined(rule.faulty(), "none"));
        });
        return ExitCode.HOLDS;
    }

    /** The rule with an id; the prefix VMIG- is optional. */
    static Optional<Rule> named(String id, RuleCatalogue catalogue) {
        return choice(catalogue).meant(id).flatMap(catalogue::find);
    }

    static Choice choice(RuleCatalogue catalogue) {
        return new Choice(catalogue.rules().stream().map(Rule::id).toList());
    }

    private static Row document(Rule rule) {
        return new Row(
                rule.id(),
                rule.level(),
                rule.text(),
                rule.source(),
                new TreeSet<>(rule.features()),
                new TreeSet<>(rule.traits()),
                new TreeSet<>(rule.ports()),
                rule.range(),
                rule.property(),
                rule.noProperty(),
                rule.scenarios(),
                rule.faulty());
    }

    private static void line(PrintWriter out, String name, String value) {
        out.println("  " + StringUtils.rightPad(name, 10) + value);
    }

    private static String joined(Iterable<?> values, String none) {
        return StringUtils.defaultIfEmpty(StringUtils.join(values, ", "), none);
    }
}
