package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.TesteeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** A process whose stdin and stdout we have; what it writes to stderr goes to ours. */
final class Program implements AutoCloseable {
    private static final long SECONDS_TO_END = 2;

    private final Process process;
    private final Lines lines;
    /** A program that goes in circles does not notice that nobody is there any more. */
    private final Thread whenWeEnd;

    private Program(Process process) {
        this.process = process;
        this.lines = new Lines(process.getInputStream(), process.getOutputStream());
        this.whenWeEnd = new Thread(() -> kill(process));
        Runtime.getRuntime().addShutdownHook(whenWeEnd);
    }

    /**
     * Starts it.
     *
     * @param command for the shell
     */
    static Program start(String command) {
        try {
            return new Program(new ProcessBuilder("sh", "-c", command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new TesteeException("testee: " + command + ": " + e.getMessage(), e);
        }
    }

    Lines lines() {
        return lines;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it and all that it has started. Whoever reads from it then comes to an end. */
    void kill() {
        kill(process);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** How it ended, after it has closed its end of the pipe. */
    String ending() {
        boolean ended = awaitEnd();
        if (!ended) {
            kill();
        }
        return ended ? "ended with exit code " + process.exitValue() : "closed its output and went on";
    }

    /** It is told by the end of its input that no more will come. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It does not listen any more; that is all right.
        }
        if (!awaitEnd()) {
            kill();
        }
        Runtime.getRuntime().removeShutdownHook(whenWeEnd);
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
