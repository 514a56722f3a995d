package dev.vmig.cli;

import dev.vmig.conformance.faulty.Drivers;
import dev.vmig.conformance.faulty.FaultyRun;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.fsm.FeatureSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code vmig conform}: holds a driver to the rules. */
@Command(
        name = "conform",
        description = {
            "Hold a driver to the rules, and say of each: held, violated, not applicable, or not observable.",
            "The exit code is 1 if a rule that a driver must keep is violated, and 3 if the only rule asked about could"
                    + " not be decided."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  vmig conform --driver contract",
            "  vmig conform --driver K-11 --only VMIG-STR-002",
            "  vmig conform --driver linux --features 3 --json",
            "  vmig conform --driver all-faulty --seed 5"
        })
final class ConformCommand implements Callable<Integer> {
    @Option(
            names = "--driver",
            paramLabel = "NAME",
            defaultValue = "contract",
            description = "contract (the default), linux, the id of a defect, such as K-11, or all-faulty.")
    private String driver = "";

    @Option(
            names = "--features",
            paramLabel = "3|7",
            defaultValue = "7",
            description = "What contract or linux offers: 3 STOP_COPY+P2P, 7 +PRE_COPY (the default).")
    private FeatureSet features = FeatureSet.STOP_COPY_P2P_PRE_COPY;

    @Option(names = "--only", paramLabel = "ID", defaultValue = "", description = "One rule, and no other.")
    private String only = "";

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is drawn; 1 by default.")
    private long seed = 1;

    @Option(names = "--json", description = "One JSON document instead of text.")
    private boolean json;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!features.hasP2p()) {
            throw misused("--features: " + features.flags() + " (expected: 3 or 7, as the vfio-virtio driver has P2P)");
        }
        if (driver.equals(AllFaulty.NAME)) {
            return allFaulty();
        }
        Testee testee = Drivers.named(driver, features)
                .orElseThrow(() -> misused("--driver: " + driver + " (expected: one of " + Drivers.names() + ")"));
        RuleCatalogue rules = RuleCatalogue.bundled();
        if (!only.isEmpty() && rules.find(only).isEmpty()) {
            throw misused("--only: " + only + " (expected: a rule of vmig rules list)");
        }
        ConformanceKit kit = new ConformanceKit(rules, Scenarios.ALL);
        ConformanceReport report =
                only.isEmpty() ? kit.check(testee, seed, List.of()) : kit.checkOnly(testee, seed, only);
        if (json) {
            Output.print(spec.commandLine().getOut(), ConformJson.document(report));
        } else {
            ConformText.print(spec.commandLine().getOut(), report);
        }
        if (!report.conforms()) {
            return ExitCode.DOES_NOT_HOLD;
        }
        return ConformText.isUndecided(report) ? ExitCode.INCONCLUSIVE : ExitCode.HOLDS;
    }

    /** Holds each faulty driver to its rule. */
    private int allFaulty() {
        if (json || !only.isEmpty()) {
            throw misused("--driver: all-faulty (expected: without --only and --json)");
        }
        List<FaultyRun> runs = FaultyRun.all(new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL), seed);
        AllFaulty.print(spec.commandLine().getOut(), runs, seed);
        return AllFaulty.exitCode(runs);
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
