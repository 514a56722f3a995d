package dev.vmig.spec;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A JVM with TLC, which runs {@linkplain TlcMain jobs} one after the other. It prints into a file that is read while it
 * grows: that needs no thread, cannot fill a pipe, and can be given up at any time.
 */
final class TlcJvm implements AutoCloseable {

    /** Quick to start: for models that take seconds. */
    static final List<String> QUICK = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    /** A job that takes so many times its limit waits for something. */
    private static final int WAITING = 20;

    private static final Duration LOOK_EVERY = Duration.ofMillis(20);

    private final WorkFolder folder;
    private final Process process;
    private final DataOutputStream jobs;
    private final InputStream output;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private int submitted;

    private TlcJvm(WorkFolder folder, Process process, InputStream output) {
        this.folder = folder;
        this.process = process;
        this.jobs = new DataOutputStream(process.getOutputStream());
        this.output = output;
        RunFolder.add(process);
    }

    /** The flags of one that is quick in the long run, with a heap of that size. */
    static List<String> lasting(Optional<String> heap) {
        List<String> flags = new ArrayList<>(List.of("-XX:+UseParallelGC"));
        heap.ifPresent(size -> flags.add("-Xmx" + size));
        return flags;
    }

    /** Starts one that listens on loopback only. */
    static TlcJvm start(Path directory, List<String> flags) throws IOException {
        return start(directory, flags, InetAddress.getLoopbackAddress());
    }

    /**
     * Starts one, with {@code directory} as its current one; {@code flags} are those of the JVM, and {@code address} is
     * the only one on which it listens.
     */
    static TlcJvm start(Path directory, List<String> flags, InetAddress address) throws IOException {
        WorkFolder folder = WorkFolder.create();
        Path printed = Files.createFile(folder.path().resolve("output"));
        Process process = new ProcessBuilder(line(folder.folder("tmp"), flags, address))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start();
        return new TlcJvm(folder, process, Files.newInputStream(printed));
    }

    private static List<String> line(Path temporary, List<String> flags, InetAddress address) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(flags);
        // Encoding of what TLC prints: the first until JDK 17, the second from 18 on.
        line.add("-Dfile.encoding=UTF-8");
        line.add("-Dstdout.encoding=UTF-8");
        // TLC unpacks its standard modules there under their plain names.
        line.add("-Djava.io.tmpdir=" + temporary);
        line.add("-cp");
        line.add(pathOf(tlc2.TLC.class) + System.getProperty("path.separator") + pathOf(TlcJvm.class));
        line.add(TlcMain.class.getName());
        line.add(address.getHostAddress());
        return line;
    }

    /** The jar or folder that {@code type} was loaded from. */
    static Path pathOf(Class<?> type) {
        return Path.of(URI.create(TlcLoader.sourceOf(type).toString()));
    }

    /** Gives it a job; {@code words} are those of {@code TlcJob}. */
    void submit(List<?> words) throws IOException {
        jobs.writeInt(words.size());
        for (Object word : words) {
            jobs.writeUTF(word.toString());
        }
        jobs.flush();
        submitted++;
    }

    /** How many jobs it was given. */
    int submitted() {
        return submitted;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** How a job has ended. */
    enum How {
        /** By itself. */
        DONE,
        /** With the JVM. */
        DIED,
        /** Not: its time is over. */
        TIMED_OUT
    }

    /** The end of a job, with TLC's exit code if it has one. */
    record End(How how, int exitCode) {}

    /**
     * Passes on each line that the job prints, until it ends or its limit is over.
     *
     * @param limit of processor time, so that other work on the machine does not decide what times out; a job that waits
     *     is stopped after a multiple of it
     */
    End follow(Consumer<String> lines, Duration limit) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        Duration before = processorTime().orElse(Duration.ZERO);
        while (true) {
            boolean died = process.waitFor(LOOK_EVERY.toNanos(), TimeUnit.NANOSECONDS);
            OptionalInt exitCode = readLines(lines);
            if (exitCode.isPresent()) {
                return new End(How.DONE, exitCode.getAsInt());
            }
            if (died) {
                return new End(How.DIED, process.exitValue());
            }
            Duration elapsed = Duration.ofNanos(System.nanoTime() - begun);
            Duration used = processorTime().map(time -> time.minus(before)).orElse(elapsed);
            if (used.compareTo(limit) >= 0 || elapsed.dividedBy(WAITING).compareTo(limit) >= 0) {
                return new End(How.TIMED_OUT, -1);
            }
        }
    }

    /** The processor time of the JVM so far; empty where the system does not tell it. */
    private Optional<Duration> processorTime() {
        return process.info().totalCpuDuration();
    }

    private OptionalInt readLines(Consumer<String> lines) throws IOException {
        for (byte next : output.readAllBytes()) {
            if (next != '\n') {
                line.write(next);
                continue;
            }
            String text = line.toString(StandardCharsets.UTF_8).stripTrailing();
            line.reset();
            if (text.startsWith(TlcMain.END)) {
                return OptionalInt.of(Integer.parseInt(text.substring(TlcMain.END.length())));
            }
            lines.accept(text);
        }
        return OptionalInt.empty();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        // Its folder is deleted next, and it must not write there any more.
        awaitExit(process);
        RunFolder.remove(process);
        try (jobs;
                output) {
            folder.close();
        }
    }

    /** Not by {@code onExit()}: that is completed on the common pool, all threads of which may be waiting for TLC. */
    static void awaitExit(Process process) {
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
}
