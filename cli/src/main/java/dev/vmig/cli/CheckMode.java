package dev.vmig.cli;

import dev.vmig.spec.TlcServer;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The modes of {@code vmig check} besides the default; at most one of them. */
final class CheckMode {
    @Option(names = "--smoke", description = "Run only the models of the smoke tier; takes about half a minute.")
    boolean smoke;

    @Option(names = "--list", description = "List the models with tier, module and what they show; run nothing.")
    boolean list;

    @Option(
            names = "--print-config",
            paramLabel = "MODEL",
            description = "Print the configuration of this model, as TLC reads it; run nothing.")
    @Nullable
    String printed;

    @ArgGroup(exclusive = false, heading = "%nFor hours:%n")
    @Nullable
    Deep deep;

    @ArgGroup(exclusive = false, heading = "%nOn several machines, models without PROPERTY only (docs/cluster.md):%n")
    @Nullable
    Distributed distributed;

    /** Rejects more than one mode. */
    void requireOne() {
        List<String> chosen = new ArrayList<>();
        if (smoke) {
            chosen.add("--smoke");
        }
        if (list) {
            chosen.add("--list");
        }
        if (printed != null) {
            chosen.add("--print-config");
        }
        if (deep != null) {
            chosen.add("--deep");
        }
        if (distributed != null) {
            chosen.add("--distributed");
        }
        if (chosen.size() > 1) {
            throw CommandFailure.badInput(String.join(" ", chosen) + " (expected: one of these)");
        }
    }

    /** The deep tier. */
    static final class Deep {
        @Option(
                names = "--deep",
                required = true,
                description = "The models of the deep tier: tens of millions of states. Progress goes to stderr.")
        boolean on;

        @Option(
                names = "--checkpoint",
                paramLabel = "DIR",
                description = "The folder of checkpoints; default: vmig-checkpoints in the current folder.")
        Path folder = Path.of("vmig-checkpoints");

        @Option(
                names = "--checkpoint-minutes",
                paramLabel = "N",
                description = "Minutes between two checkpoints; default: 30.")
        int minutes = 30;

        @Option(
                names = "--resume",
                description = "Continue the run in the folder of --checkpoint; finished models are not run again.")
        boolean resume;
    }

    /** The role of this machine among several. */
    enum Role {
        SERVER,
        WORKER
    }

    /** Options of a run on several machines. */
    static final class Distributed {
        @Option(
                names = "--distributed",
                required = true,
                paramLabel = "server|worker",
                description = "server: distribute the states of --model to workers. worker: be one of them.")
        Role role = Role.SERVER;

        @Option(
                names = "--address",
                paramLabel = "ADDRESS",
                description = "The address at which the server listens and workers reach it; default: loopback.")
        InetAddress address = InetAddress.getLoopbackAddress();

        @Option(names = "--port", paramLabel = "N", description = "Port of the server; default: 10997.")
        int port = TlcServer.DEFAULT_PORT;

        @Option(
                names = "--threads",
                paramLabel = "N",
                description = "Threads of a worker; default: the number of processors.")
        @Nullable
        Integer threads;

        Optional<Integer> threads() {
            return Optional.ofNullable(threads);
        }
    }
}
