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

/** What {@code vmig check} does in place of its usual round: at most one of these. */
final class CheckMode {
    @Option(
            names = "--smoke",
            description = "Of the models only those of the smoke tier; all in all about half a minute.")
    boolean smoke;

    @Option(names = "--list", description = "Name the models, with tier, module and what they show; run nothing.")
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

    /** Fails if there is more than one. */
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
                description = "Keep there what it takes to resume; default: vmig-checkpoints in the current folder.")
        Path folder = Path.of("vmig-checkpoints");

        @Option(
                names = "--checkpoint-minutes",
                paramLabel = "N",
                description = "Write a checkpoint every so many minutes; default: 30.")
        int minutes = 30;

        @Option(
                names = "--resume",
                description =
                        "Go on with the run in the folder of --checkpoint; models that are done are not run again.")
        boolean resume;
    }

    /** The role of this machine among several. */
    enum Role {
        SERVER,
        WORKER
    }

    /** One part of a run on several machines. */
    static final class Distributed {
        @Option(
                names = "--distributed",
                required = true,
                paramLabel = "server|worker",
                description = "Hand out the states of --model to workers, or be one.")
        Role role = Role.SERVER;

        @Option(
                names = "--address",
                paramLabel = "ADDRESS",
                description = "Of the server: where it listens, and where its workers find it; default: loopback.")
        InetAddress address = InetAddress.getLoopbackAddress();

        @Option(names = "--port", paramLabel = "N", description = "Of the server; default: 10997.")
        int port = TlcServer.DEFAULT_PORT;

        @Option(
                names = "--threads",
                paramLabel = "N",
                description = "Of a worker; default: as many as there are processors.")
        @Nullable
        Integer threads;

        Optional<Integer> threads() {
            return Optional.ofNullable(threads);
        }
    }
}
