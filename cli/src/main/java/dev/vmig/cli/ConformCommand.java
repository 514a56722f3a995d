package dev.vmig.cli;

import dev.vmig.cli.ReportFile.Format;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.conformance.kit.Transition;
import dev.vmig.conformance.kit.TransitionSurvey;
import dev.vmig.conformance.kit.Waiver;
import dev.vmig.conformance.kit.WaiverFile;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.testee.ProcessTestee;
import dev.vmig.conformance.vfiouser.LibvfioUserDepartures;
import dev.vmig.conformance.vfiouser.VfioUserTestee;
import dev.vmig.conformance.vmmkit.VmmKit;
import dev.vmig.conformance.vmmkit.VmmUnderTest;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.record.RecordedTestee;
import dev.vmig.samples.record.TraceFolder;
import dev.vmig.samples.vmm.Vmms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmig conform}: checks a driver against the rules. */
@Command(
        name = "conform",
        description = {
            "Check a driver against the rules. Each rule is held, violated, an expected failure, not applicable or not"
                    + " observable.",
            "The exit code is 1 if a MUST rule is violated or a waiver does not apply, and 3 if"
                    + " no rule could be judged. A rule that was not checked never counts as held."
        },
        footer = {
            "",
            "Examples:",
            "  vmig conform --driver contract",
            "  vmig conform --driver K-11 --only VMIG-STR-002",
            "  vmig conform --driver linux --features 3 --json",
            "  vmig conform --driver mlx5+K-1",
            "  vmig conform --driver all-faulty --seed 5",
            "  vmig conform --vmm U-1",
            "  vmig conform --driver linux-mtty",
            "  vmig conform --driver linux-virtio",
            "  vmig conform --driver 'agent:ssh host ./agent --device /dev/vfio/17 --device /dev/vfio/18'",
            "  vmig conform --testee 'python3 adapter.py' --time 60",
            "  vmig conform --vfio-user a.sock,b.sock --start './server {}'",
            "  vmig conform --testee ./adapter --record traces && vmig trace traces/*.jsonl",
            "  vmig conform --testee ./adapter --waivers waivers.txt --report junit=rules.xml --report ktap=rules.tap"
        })
final class ConformCommand implements Callable<Integer> {
    @Mixin
    private DriverChoice choice = new DriverChoice();

    @Option(
            names = "--testee",
            paramLabel = "CMD",
            description = "A program that speaks the testee protocol, as a command for the shell.")
    private @Nullable String program;

    @Mixin
    private VfioUserChoice servers = new VfioUserChoice();

    @Option(
            names = "--trait",
            paramLabel = "TRAIT",
            description = "With --vfio-user: a trait of the devices, see docs/testee-protocol.md; can be repeated.")
    private List<Trait> traits = new ArrayList<>();

    @Option(
            names = "--vmm",
            paramLabel = "NAME",
            description = "Check a VMM instead of a driver: reference, or the id of a faulty VMM, such as U-1.")
    private @Nullable String vmm;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description =
                    "Timeout of an answer of a testee or server in seconds; 10 by default, 30 for a kernel. A call"
                            + " that takes longer counts as one that never returns.")
    private @Nullable Integer timeout;

    @Option(
            names = "--accept-crashes",
            description = "For a kernel: also make the calls that may crash it. Only for a machine that may crash.")
    private boolean acceptCrashes;

    @Option(names = "--only", paramLabel = "ID", defaultValue = "", description = "Check only this rule.")
    private String only = "";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of all random choices; 1 by default.")
    private long seed = 1;

    @Option(
            names = "--time",
            paramLabel = "S",
            defaultValue = "0",
            description = "Continue with further seeds for this number of seconds.")
    private int seconds;

    @Option(
            names = "--waivers",
            paramLabel = "FILE",
            description = "A file of accepted violations, in lines: rule | reason | prefix of the observed behaviour."
                    + " A waiver whose violation does not occur is a failure.")
    private @Nullable Path waivers;

    @Option(
            names = "--report",
            paramLabel = "FORMAT=FILE",
            description = "Write json=FILE, junit=FILE, ktap=FILE or html=FILE; can be repeated.")
    private List<String> reports = new ArrayList<>();

    @Option(
            names = "--record",
            paramLabel = "DIR",
            description = "Write a trace of each run into this folder, for vmig trace.")
    private @Nullable Path record;

    @Option(names = "--strict", description = "A violated SHOULD fails the check too.")
    private boolean strict;

    @Option(
            names = "--complete",
            description = "A rule that was not judged makes the answer inconclusive (exit code 3).")
    private boolean complete;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print only the summary and the violations.")
    private boolean quiet;

    @Mixin
    private Console console = new Console();

    @Override
    public Integer call() throws IOException {
        RuleCatalogue catalogue = RuleCatalogue.bundled();
        if (AllFaulty.NAME.equals(choice.driver)) {
            return allFaulty(catalogue);
        }
        if (vmm != null) {
            return vmm(vmm);
        }
        List<Rule> rules = rules(catalogue);
        List<Waiver> accepted = waivers(catalogue);
        List<ReportFile> files = reportFiles();
        console.require(seconds >= 0, "--time: " + seconds + " (expected: 0 or more seconds)");
        console.require(timeout == null || timeout > 0, "--timeout: " + timeout + " (expected: 1 or more seconds)");
        servers.require();
        console.require(traits.isEmpty() || servers.isGiven(), "--trait (expected: with --vfio-user)");
        if (servers.isGiven()) {
            return vfioUser(new ConformanceKit(catalogue, Scenarios.ALL), rules, accepted, files);
        }
        ConformanceReport report = check(catalogue, rules).waived(accepted);
        ConformResult result = new ConformResult(report);
        console.print(result::document, out -> result.print(out, quiet));
        int code = result.exitCode(strict, complete);
        ReportFile.Content content =
                new ReportFile.Content(result::suite, result::document, () -> ConformPage.of(result, code));
        return ExitCode.strongest(code, ReportFile.write(files, content, console));
    }

    /** Checks each faulty driver and VMM against its rule. */
    private int allFaulty(RuleCatalogue catalogue) {
        boolean alone = only.isEmpty() && vmm == null && reports.isEmpty() && isPlain();
        console.require(alone, "--driver: all-faulty (expected: alone, or with --seed and --json)");
        AllFaulty all = AllFaulty.run(new ConformanceKit(catalogue, Scenarios.ALL), seed);
        console.print(all::document, all::print);
        return all.exitCode();
    }

    private int vmm(String name) {
        console.require(choice.driver == null, "--driver: " + choice.driver + " (expected: one of --driver and --vmm)");
        console.require(
                isPlain(),
                "--vmm (expected: with --features, --only, --seed, --strict, --complete, --report and --json at most)");
        List<ReportFile> files = reportFiles();
        Choice known = new Choice(Vmms.names());
        VmmUnderTest tested =
                known.meant(name).flatMap(Vmms::named).orElseThrow(() -> console.misused(known.unknown("--vmm", name)));
        List<Rule> rules = rules(RuleCatalogue.forVmms());
        FeatureSet features = choice.features == null ? FeatureSet.STOP_COPY_P2P_PRE_COPY : choice.features;
        console.require(
                features.hasP2p(), "--features: " + features.flags() + " (expected: 3 or 7, which the devices offer)");
        ConformVmm result = new ConformVmm(VmmKit.check(tested, features, seed), rules, seed, strict, complete);
        console.print(result::document, out -> result.print(out, quiet));
        ReportFile.Content content =
                new ReportFile.Content(result::suite, result::document, () -> ConformPage.of(result));
        return ExitCode.strongest(result.exitCode(), ReportFile.write(files, content, console));
    }

    private int vfioUser(ConformanceKit kit, List<Rule> rules, List<Waiver> accepted, List<ReportFile> files) {
        console.require(
                choice.driver == null && choice.features == null && program == null,
                "--vfio-user (expected: without --driver, --features and --testee)");
        try (VfioUserTestee testee = servers.connect(limit(VfioUserTestee.LIMIT), traits)) {
            List<Transition> transitions = only.isEmpty() ? TransitionSurvey.of(testee, seed) : List.of();
            ConformanceReport report = check(
                            new SeedRuns(kit, rules, System::nanoTime, console.err()),
                            testee,
                            RecordedTestee.UNDER_TEST)
                    .waived(accepted);
            ConformVfioUser result = new ConformVfioUser(
                    new ConformResult(strict ? report : report.tolerating(LibvfioUserDepartures.OF_RULES)),
                    transitions,
                    testee.departures(),
                    strict);
            console.print(result::document, out -> result.print(out, quiet));
            int code = result.exitCode(complete);
            ReportFile.Content content =
                    new ReportFile.Content(result.rules()::suite, result::document, () -> ConformPage.of(result, code));
            return ExitCode.strongest(code, ReportFile.write(files, content, console));
        } catch (TesteeException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private List<ReportFile> reportFiles() {
        return ReportFile.parse(reports, Format.JSON, Format.JUNIT, Format.KTAP, Format.HTML);
    }

    private boolean isPlain() {
        return program == null && waivers == null && seconds == 0 && timeout == null && record == null;
    }

    private ConformanceReport check(RuleCatalogue catalogue, List<Rule> rules) {
        SeedRuns runs =
                new SeedRuns(new ConformanceKit(catalogue, Scenarios.ALL), rules, System::nanoTime, console.err());
        if (program == null && choice.driver != null && KernelDriver.isNamed(choice.driver)) {
            return checkKernel(runs, choice.driver, catalogue);
        }
        if (program == null) {
            console.require(
                    timeout == null, "--timeout: " + timeout + " (expected: with --testee or a driver of a kernel)");
            return check(runs, choice.testee(), RecordedTestee.UNDER_TEST);
        }
        console.require(
                choice.driver == null, "--driver: " + choice.driver + " (expected: one of --driver and --testee)");
        requireNoFeatures("a testee");
        try (ProcessTestee testee = ProcessTestee.start(program, limit(ProcessTestee.LIMIT))) {
            return check(runs, testee, RecordedTestee.UNDER_TEST);
        } catch (TesteeException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }

    /** Checks a kernel's driver. The end of a virtual machine or an agent is no verdict on the driver. */
    private ConformanceReport checkKernel(SeedRuns runs, String name, RuleCatalogue catalogue) {
        requireNoFeatures("a kernel");
        try (KernelDriver driver = KernelDriver.start(name, limit(KernelDriver.LIMIT), acceptCrashes, console.err())) {
            ConformanceReport report = check(runs, driver, driver.traceName().orElse(RecordedTestee.UNDER_TEST));
            return driver.withQuirks(report, catalogue);
        } catch (TesteeException e) {
            throw new CommandFailure(ExitCode.INCONCLUSIVE, String.valueOf(e.getMessage()));
        }
    }

    private void requireNoFeatures(String what) {
        console.require(
                choice.features == null, "--features: (expected: with --driver; " + what + " says what it has)");
    }

    private Duration limit(Duration otherwise) {
        return timeout == null ? otherwise : Duration.ofSeconds(timeout);
    }

    private ConformanceReport check(SeedRuns runs, Testee testee, String traceName) {
        if (record == null) {
            return runs.from(testee, seed, Duration.ofSeconds(seconds));
        }
        try (TraceFolder folder = new TraceFolder(record)) {
            return runs.from(new RecordedTestee(testee, folder, traceName), seed, Duration.ofSeconds(seconds));
        } catch (FileAlreadyExistsException e) {
            throw CommandFailure.badInput("--record: " + record + " is no folder");
        } catch (IOException | UncheckedIOException e) {
            throw CommandFailure.badInput("--record: cannot write into " + record + ": " + e.getMessage());
        }
    }

    private List<Rule> rules(RuleCatalogue catalogue) {
        if (only.isEmpty()) {
            return catalogue.rules();
        }
        return List.of(RulesCommand.named(only, catalogue)
                .orElseThrow(() -> console.misused(
                        RulesCommand.choice(catalogue).unknown("--only", only, "a rule of vmig rules list"))));
    }

    /** The waivers of the checked rules. */
    private List<Waiver> waivers(RuleCatalogue catalogue) {
        if (waivers == null) {
            return List.of();
        }
        String name = waivers.toString();
        if (!Files.exists(waivers)) {
            throw CommandFailure.badInput("--waivers: " + name + " does not exist");
        }
        try {
            String text = Files.isRegularFile(waivers) && Files.size(waivers) == 0 ? "" : InputText.read(name);
            return WaiverFile.parse(name, text, catalogue).stream()
                    .filter(waiver -> only.isEmpty() || waiver.rule().equals(only))
                    .toList();
        } catch (IllegalArgumentException | IOException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }
}
