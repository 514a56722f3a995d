package dev.vmig.cli;

import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.conformance.testee.TesteeServer;
import java.io.UncheckedIOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vmig testee}: a bundled driver as a testee. */
@Command(
        name = "testee",
        description = {
            "Serve a bundled driver by the testee protocol on stdin and stdout: to see the protocol at work, or to try a"
                    + " kit of your own on it. docs/testee-protocol.md has the protocol."
        },
        footer = {"", "Examples:", "  vmig conform --testee 'vmig testee --driver K-11'"})
final class TesteeCommand implements Callable<Integer> {
    @Mixin
    private DriverChoice choice = new DriverChoice();

    /** For errors: the protocol itself is JSON. */
    @Mixin
    @SuppressWarnings("unused")
    private Console console = new Console();

    @Override
    public Integer call() {
        try {
            TesteeServer.serve(choice.testee(), System.in, System.out);
        } catch (TesteeException e) {
            throw CommandFailure.badInput(String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw new CommandFailure(ExitCode.INCONCLUSIVE, String.valueOf(e.getMessage()));
        }
        return ExitCode.HOLDS;
    }
}
