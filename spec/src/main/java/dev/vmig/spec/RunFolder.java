package dev.vmig.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The temporary folder of this process, in which all its {@linkplain WorkFolder work folders} are, and the processes
 * that it has started. Both end with it. What a process that was killed has left is removed when the next one makes its
 * folder: the name has process id and start time, and a live process holds the lock of its folder.
 */
final class RunFolder {

    private static final Pattern NAME = Pattern.compile("vmig-(\\d+)-(\\d+)");
    private static final String LOCK = "lock";

    /** Start times of the same process differ by what the clock was set by meanwhile. */
    private static final Duration SAME_START = Duration.ofSeconds(5);

    private static final RunFolder THIS = create(Path.of(System.getProperty("java.io.tmpdir")));

    private final Path path;
    private final FileChannel lock;
    private final Set<Process> processes = ConcurrentHashMap.newKeySet();

    private RunFolder(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** A new folder in that of this process. */
    static Path newFolder() throws IOException {
        return Files.createTempDirectory(THIS.path, "");
    }

    /** Ends {@code process} with this one, if it has not ended before. */
    static void add(Process process) {
        THIS.processes.add(process);
    }

    static void remove(Process process) {
        THIS.processes.remove(process);
    }

    private static RunFolder create(Path temporary) {
        try {
            removeLeftovers(temporary);
            ProcessHandle self = ProcessHandle.current();
            Path path =
                    temporary.resolve("vmig-" + self.pid() + "-" + start(self).toEpochMilli());
            Files.createDirectories(path);
            FileChannel lock =
                    FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            lock.lock();
            RunFolder folder = new RunFolder(path, lock);
            Runtime.getRuntime().addShutdownHook(new Thread(folder::end, "end TLC with this JVM"));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Instant start(ProcessHandle process) {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }

    private void end() {
        processes.forEach(Process::destroyForcibly);
        processes.forEach(TlcJvm::awaitExit);
        try {
            lock.close();
            new WorkFolder(path).close();
        } catch (IOException | UncheckedIOException e) {
            // A checking thread deletes its part at the same time; what both leave the next process removes.
        }
    }

    /** Removes what processes that do not live any more have left. */
    static void removeLeftovers(Path temporary) throws IOException {
        List<Path> leftovers;
        try (Stream<Path> folders = Files.list(temporary)) {
            leftovers = folders.filter(RunFolder::isLeftover).toList();
        }
        for (Path leftover : leftovers) {
            try {
                new WorkFolder(leftover).close();
            } catch (IOException | UncheckedIOException e) {
                // Of another user, or another process removes it, too.
            }
        }
    }

    private static boolean isLeftover(Path folder) {
        Matcher name = NAME.matcher(String.valueOf(folder.getFileName()));
        return name.matches()
                && !lives(Long.parseLong(name.group(1)), Instant.ofEpochMilli(Long.parseLong(name.group(2))))
                && !isLocked(folder.resolve(LOCK));
    }

    private static boolean lives(long pid, Instant start) {
        Optional<ProcessHandle> process = ProcessHandle.of(pid);
        return process.isPresent()
                && Duration.between(start, start(process.get())).abs().compareTo(SAME_START) < 0;
    }

    /** A process in another container has a process id of its own, and the same files. */
    private static boolean isLocked(Path file) {
        if (!Files.exists(file)) {
            return false;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                FileLock free = channel.tryLock()) {
            return free == null;
        } catch (IOException e) {
            return true;
        }
    }
}
