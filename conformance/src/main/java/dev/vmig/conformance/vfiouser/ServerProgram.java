package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.conformance.testee.ErrorLines;
import dev.vmig.conformance.testee.ExitHook;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server process that was started here. Its output is passed on to stderr. */
final class ServerProgram implements AutoCloseable {
    private static final long SECONDS_TO_END = 2;

    private final Process process;
    private final ExitHook whenWeEnd;

    private ServerProgram(Process process, ErrorLines output) {
        this.process = process;
        output.follow(process.getInputStream());
        this.whenWeEnd = ExitHook.of(() -> kill(process));
    }

    /** @param command for the shell */
    static ServerProgram start(String command, ErrorLines output) {
        try {
            Process process = new ProcessBuilder("sh", "-c", command)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            return new ServerProgram(process, output);
        } catch (IOException e) {
            throw new TesteeException("vfio-user: " + command + ": " + e.getMessage(), e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How the server ended, after it has closed the connection. */
    String ending() {
        return awaitEnd() ? "ended with exit code " + process.exitValue() : "closed the connection and went on";
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private boolean awaitEnd() {
        try {
            return process.waitFor(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Kills the server and all its descendants, and waits for their end: then none of them listens any more. */
    @Override
    public void close() {
        List<ProcessHandle> started = process.descendants().toList();
        kill(process);
        awaitEnd();
        try {
            CompletableFuture.allOf(started.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(SECONDS_TO_END, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // A process that survives SIGKILL is not awaited.
        }
        whenWeEnd.close();
    }
}
