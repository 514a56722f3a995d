package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.TesteeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** A process whose stdin and stdout we have; what it writes to stderr is passed on. */
final class Program implements AutoCloseable {
    private static final long SECONDS_TO_END = 2;

    private final Process process;
    private final Lines lines;
    private final Thread errors;
    /** A program that goes in circles does not notice that nobody is there any more. */
    private final Thread whenWeEnd;

    private Program(Process process, ErrorLines errors) {
        this.process = process;
        this.errors = errors.follow(process.getErrorStream());
        this.lines = new Lines(process.getInputStream(), process.getOutputStream());
        this.whenWeEnd = new Thread(() -> kill(process));
        Runtime.getRuntime().addShutdownHook(whenWeEnd);
    }

    /**
     * Starts it.
     *
     * @param command for the shell
     * @param errors take what it writes to stderr
     */
    static Program start(String command, ErrorLines errors) {
        try {
            return new Program(new ProcessBuilder("sh", "-c", command).start(), errors);
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
            errors.join(TimeUnit.SECONDS.toMillis(SECONDS_TO_END));
            return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
