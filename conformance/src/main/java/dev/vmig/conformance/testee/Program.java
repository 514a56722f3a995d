package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.TesteeException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** A process with piped stdin and stdout; its stderr is passed on. */
final class Program implements AutoCloseable {
    private static final long SECONDS_TO_END = 2;

    private final Process process;
    private final Lines lines;
    private final Thread errors;
    /** Kills the program when this JVM exits: a program that loops does not notice the end of its stdin. */
    private final ExitHook whenWeEnd;

    private Program(Process process, ErrorLines errors) {
        this.process = process;
        this.errors = errors.follow(process.getErrorStream());
        this.lines = new Lines(process.getInputStream(), process.getOutputStream());
        this.whenWeEnd = ExitHook.of(() -> kill(process));
    }

    /**
     * Starts a program.
     *
     * @param command for the shell
     * @param errors receives its stderr
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

    /** Kills the program and all its descendants. Readers of its output then see the end. */
    void kill() {
        kill(process);
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    /** How the program ended, after it has closed its stdout. */
    String ending() {
        boolean ended = awaitEnd();
        if (!ended) {
            kill();
        }
        return ended ? "ended with exit code " + process.exitValue() : "closed its output and went on";
    }

    /** Closes the program's stdin, which tells it to exit. */
    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The program no longer reads; nothing is lost.
        }
        if (!awaitEnd()) {
            kill();
        }
        whenWeEnd.close();
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
