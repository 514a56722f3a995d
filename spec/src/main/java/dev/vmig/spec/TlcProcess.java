package dev.vmig.spec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * TLC in a JVM of its own. It prints into a file that is read while it grows: that needs no thread, cannot fill a pipe,
 * and can be given up at any time.
 */
final class TlcProcess implements AutoCloseable {

    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private final Process process;
    private final Thread atExit;
    private final InputStream output;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();

    private TlcProcess(Process process, InputStream output, WorkFolder folder) {
        this.process = process;
        this.output = output;
        this.atExit = new Thread(() -> endWithJvm(process, folder), "end TLC with this JVM");
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts it in {@code folder}, of which it may use the rest for its own files too. */
    static TlcProcess start(WorkFolder folder, Path directory, TlcCommand command) throws IOException {
        Path printed = Files.createFile(folder.path().resolve("output"));
        Path empty = Files.createFile(folder.path().resolve("input"));
        Process process = new ProcessBuilder(command.line())
                .directory(directory.toFile())
                .redirectInput(empty.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        return new TlcProcess(process, Files.newInputStream(printed), folder);
    }

    /**
     * Passes on each line that TLC prints, until it ends or {@code limit} is over.
     *
     * @return whether it has ended
     */
    boolean follow(Consumer<String> lines, Duration limit) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        boolean ended;
        do {
            long left = deadline - System.nanoTime();
            ended = process.waitFor(Math.min(left, LOOK_EVERY.toNanos()), TimeUnit.NANOSECONDS);
            readLines(lines);
            if (!ended && left <= 0) {
                return false;
            }
        } while (!ended);
        return true;
    }

    private void readLines(Consumer<String> lines) throws IOException {
        for (byte next : output.readAllBytes()) {
            if (next == '\n') {
                lines.accept(line.toString(StandardCharsets.UTF_8).stripTrailing());
                line.reset();
            } else {
                line.write(next);
            }
        }
    }

    int exitCode() {
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        try {
            // Its folder is deleted next, and it must not write there any more.
            awaitExit(process);
        } finally {
            output.close();
            removeHook();
        }
    }

    private static void endWithJvm(Process process, WorkFolder folder) {
        awaitExit(process.destroyForcibly());
        try {
            folder.close();
        } catch (IOException | UncheckedIOException e) {
            // The checking thread deletes it at the same time; what both leave is in the temporary folder.
        }
    }

    /** Not by {@code onExit()}: that is completed on the common pool, all threads of which may be waiting for TLC. */
    private static void awaitExit(Process process) {
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void removeHook() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The JVM is ending, and the hook runs.
        }
    }
}
