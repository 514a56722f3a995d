package dev.vmig.cli;

import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.lang3.StringUtils;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vmig rules}: what a driver is held to. */
@Command(
        name = "rules",
        description = "Print the rules that a driver is held to.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  vmig rules list", "  vmig rules show VMIG-STR-002"})
final class RulesCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "list or show is missing");
    }

    @Command(name = "list", description = "Print all rules, one a line.", mixinStandardHelpOptions = true)
    int list() {
        List<List<String>> rows = new ArrayList<>();
        for (Rule rule : RuleCatalogue.all().rules()) {
            rows.add(List.of(rule.id(), rule.level().name(), rule.text()));
        }
        Columns.print(out(), rows);
        return ExitCode.HOLDS;
    }

    @Command(name = "show", description = "Print all about a rule.", mixinStandardHelpOptions = true)
    int show(@Parameters(paramLabel = "ID", description = "Such as VMIG-STR-002.") String id) {
        Rule rule = RuleCatalogue.all()
                .find(id)
                .orElseThrow(() ->
                        new ParameterException(spec.commandLine(), "no rule " + id + "; vmig rules list lists them"));
        PrintWriter out = out();
        out.println(rule.id() + ", " + rule.level());
        out.println(rule.text());
        line("source", rule.source());
        line("features", joined(rule.features().stream().sorted().toList(), "all"));
        line("traits", joined(rule.traits(), "any"));
        line("ports", joined(rule.ports(), "none"));
        line("uAPI", rule.range());
        line("property", rule.property().isEmpty() ? "none: " + rule.noProperty() : rule.property());
        line("scenarios", joined(rule.scenarios(), "none"));
        line("defects", joined(rule.faulty(), "none"));
        return ExitCode.HOLDS;
    }

    private void line(String name, String value) {
        out().println("  " + StringUtils.rightPad(name, 10) + value);
    }

    private static String joined(Iterable<?> values, String none) {
        return StringUtils.defaultIfEmpty(StringUtils.join(values, ", "), none);
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
