package dev.vmig.cli;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.KnownDifference;
import dev.vmig.conformance.kit.SideBySide;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmig diff}: the same random calls on two drivers. */
@Command(
        name = "diff",
        description = {
            "Make the same random calls on the devices of two drivers, and tell the first answer in which they differ,"
                    + " with the fewest calls that show it.",
            "States, errnos, files and whether there is something to read are compared, and neither lengths nor bytes."
                    + " Differences that a finding or the contract explains are counted. The exit code is 1 if there is"
                    + " another one, and 3 if a driver cannot be talked to."
        },
        footer = {
            "",
            "Examples:",
            "  vmig diff --driver contract --driver linux",
            "  vmig diff --driver linux-mtty --driver mtty-linux --steps 100000",
            "  vmig diff --driver linux-virtio --driver linux --seed 5",
            "  vmig diff --driver 'agent:./mine' --driver plain"
        })
final class DiffCommand implements Callable<Integer> {
    @Option(
            names = "--driver",
            paramLabel = "NAME",
            required = true,
            description =
                    "Twice: a driver of vmig conform --driver, in-process, of a kernel, or agent:CMD for any testee.")
    private List<String> drivers = new ArrayList<>();

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "10000",
            description = "How many calls are compared; 10000 by default.")
    private int steps = 10_000;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1", description = "Of all that is drawn; 1 by default.")
    private long seed = 1;

    @Option(
            names = "--accept-crashes",
            description = "Of a kernel: make the calls, too, that may bring it down. On a machine that may crash only.")
    private boolean acceptCrashes;

    @Mixin
    private Console console = new Console();

    private record Known(String id, String what, long times) {}

    private record Document(
            List<String> drivers,
            long seed,
            long walks,
            long calls,
            List<Known> known,
            List<String> difference,
            List<String> answers,
            String resembles) {}

    @Override
    public Integer call() {
        console.require(drivers.size() == 2, "--driver: " + drivers + " (expected: two of them)");
        console.require(steps > 0, "--steps: " + steps + " (expected: 1 or more)");
        try (Opened one = opened(drivers.get(0));
                Opened other = opened(drivers.get(1))) {
            int flags = one.testee().shape().features().flags();
            int others = other.testee().shape().features().flags();
            console.require(
                    flags == others, "--driver: features " + flags + " and " + others + " (expected: the same)");
            SideBySide.Result result = compared(one.testee(), other.testee());
            List<String> names =
                    List.of(one.testee().shape().name(), other.testee().shape().name());
            console.print(() -> document(names, result), out -> print(out, names, result));
            return result.difference().isPresent() ? ExitCode.DOES_NOT_HOLD : ExitCode.HOLDS;
        } catch (TesteeException e) {
            throw new CommandFailure(ExitCode.INCONCLUSIVE, String.valueOf(e.getMessage()));
        }
    }

    private SideBySide.Result compared(Testee one, Testee other) {
        try (ProgressLine progress = ProgressLine.of("diff", steps)) {
            return new SideBySide(one, other, seed).compare(steps, progress::to);
        }
    }

    /** A driver, and what ends with the comparison. */
    private record Opened(Testee testee, Runnable end) implements AutoCloseable {
        @Override
        public void close() {
            end.run();
        }
    }

    private Opened opened(String name) {
        if (KernelDriver.isNamed(name)) {
            KernelDriver kernel = KernelDriver.start(name, KernelDriver.LIMIT, acceptCrashes, console.err());
            return new Opened(kernel, kernel::close);
        }
        Choice known = new Choice(Drivers.names());
        return new Opened(
                known.meant(name)
                        .flatMap(meant -> Drivers.named(meant, FeatureSet.STOP_COPY_P2P_PRE_COPY))
                        .orElseThrow(() -> console.misused(known.unknown("--driver", name))),
                () -> {});
    }

    private static List<Known> known(SideBySide.Result result) {
        return result.known().entrySet().stream()
                .map(entry -> new Known(entry.getKey().id(), entry.getKey().words(), entry.getValue()))
                .toList();
    }

    private Document document(List<String> names, SideBySide.Result result) {
        return new Document(
                names,
                seed,
                result.walks(),
                result.calls(),
                known(result),
                result.difference()
                        .map(found -> found.calls().stream().map(Call::toString).toList())
                        .orElse(List.of()),
                result.difference()
                        .map(found -> List.of(found.first(), found.second()))
                        .orElse(List.of()),
                result.difference()
                        .flatMap(SideBySide.Difference::resembles)
                        .map(KnownDifference::id)
                        .orElse(""));
    }

    private void print(PrintWriter out, List<String> names, SideBySide.Result result) {
        out.printf(
                "%s and %s, seed %d: %d calls in %d walks, %s%n",
                names.get(0),
                names.get(1),
                seed,
                result.calls(),
                result.walks(),
                result.difference().isPresent() ? "a difference" : "no unexplained difference");
        known(result).forEach(known -> out.printf("  %s, %d times: %s%n", known.id(), known.times(), known.what()));
        result.difference().ifPresent(found -> {
            for (int at = 0; at < found.calls().size(); at++) {
                out.printf("  %2d. %s%n", at + 1, found.calls().get(at));
            }
            out.printf("  %s: %s%n  %s: %s%n", names.get(0), found.first(), names.get(1), found.second());
            found.resembles().ifPresent(known -> out.printf("  as in %s, known of: %s%n", known.id(), known.known()));
        });
    }
}
