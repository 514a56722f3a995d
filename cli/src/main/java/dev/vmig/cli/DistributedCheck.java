package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.spec.Model;
import dev.vmig.spec.ModelResult;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.TlcServer;
import dev.vmig.spec.TlcWorker;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/** The server or a worker of a check on several machines. */
final class DistributedCheck {
    private final InetAddress address;
    private final int port;
    private final Optional<String> heap;
    private final PrintWriter err;

    DistributedCheck(CheckMode.Distributed options, Optional<String> heap, PrintWriter err) {
        if (options.port < 1 || options.port > 65_535) {
            throw CommandFailure.badInput("--port: " + options.port + " (expected: 1 to 65535)");
        }
        if (options.address.isAnyLocalAddress()) {
            throw CommandFailure.badInput("--address: " + options.address.getHostAddress()
                    + " (expected: one address, at which the workers find the server)");
        }
        this.address = options.address;
        this.port = options.port;
        this.heap = heap;
        this.err = err;
    }

    CheckedModel serve(SpecFiles files, Model model) throws InterruptedException {
        RunLog log = new RunLog(err, model.name(), System::nanoTime);
        if (!address.isLoopbackAddress()) {
            log.note("any program that reaches " + address.getHostAddress()
                    + " can run programs as the user who runs this; it must be in a network of your own");
        }
        ModelResult result = TlcServer.check(files, model, address, port, heap, log, log::note);
        return new CheckedModel(model.uncovered(result), List.of());
    }

    /** Works for a server until its run ends. */
    int work(int threads) throws InterruptedException {
        boolean worked = TlcWorker.run(address, port, threads, heap, line -> {
            err.println(line);
            err.flush();
        });
        return worked ? ExitCode.HOLDS : ExitCode.INCONCLUSIVE;
    }
}
