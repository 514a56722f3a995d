package dev.vmig.cli;

import java.io.Serial;

/** A command fails: one line for the user, and the exit code. */
final class CommandFailure extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int exitCode;

    CommandFailure(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The input is invalid; the message has place and expectation. */
    static CommandFailure badInput(String message) {
        return new CommandFailure(ExitCode.BAD_INPUT, message);
    }

    int exitCode() {
        return exitCode;
    }
}
