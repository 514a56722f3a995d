package dev.vmig.cli;

import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.testee.ProcessTestee;
import dev.vmig.conformance.vfiouser.Launch;
import dev.vmig.conformance.vfiouser.VfioUserTestee;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options for two vfio-user servers. */
final class VfioUserChoice {
    private static final String NAME = "--vfio-user";

    @Option(
            names = NAME,
            paramLabel = "SOURCE,TARGET",
            split = ",",
            description = "The sockets of two vfio-user servers of one kind of device.")
    private List<Path> sockets = new ArrayList<>();

    @Option(
            names = "--start",
            paramLabel = "CMD",
            defaultValue = "",
            description =
                    "Start a server for each socket, and again when it has ended; {} in the command is the socket.")
    private String start = "";

    @Option(
            names = "--restart",
            paramLabel = "CMD",
            defaultValue = "",
            description = "Start a server that has ended with this command; that of --start by default.")
    private String restart = "";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    boolean isGiven() {
        return !sockets.isEmpty();
    }

    /** Requires the servers if one of the options is given. */
    void require() {
        if (!isGiven() && !(start.isEmpty() && restart.isEmpty())) {
            throw misused("--start, --restart: (expected: with " + NAME + ")");
        }
    }

    /**
     * Connects to both.
     *
     * @throws CommandFailure if the servers cannot be reached
     */
    VfioUserTestee connect(Duration limit, List<Trait> traits) {
        if (sockets.size() != 2 || sockets.get(0).equals(sockets.get(1))) {
            throw misused(
                    NAME + ": " + sockets + " (expected: the two sockets of source and target, as in a.sock,b.sock)");
        }
        Launch launch = new Launch(start, restart.isEmpty() ? start : restart);
        Set<Trait> declared = EnumSet.noneOf(Trait.class);
        declared.addAll(traits);
        try {
            return VfioUserTestee.connect(
                    sockets.get(0), sockets.get(1), launch, limit, declared, command(limit, traits));
        } catch (TesteeException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        }
    }

    private String command(Duration limit, List<Trait> traits) {
        StringBuilder command =
                new StringBuilder("vmig conform %s %s,%s".formatted(NAME, sockets.get(0), sockets.get(1)));
        command.append(quoted("--start", start)).append(quoted("--restart", restart));
        traits.forEach(trait -> command.append(" --trait ").append(trait));
        if (!limit.equals(VfioUserTestee.LIMIT)) {
            command.append(" --timeout ").append(limit.toSeconds());
        }
        return command.toString();
    }

    private static String quoted(String option, String value) {
        return value.isEmpty() ? "" : " " + option + " " + ProcessTestee.quoted(value);
    }

    private ParameterException misused(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
