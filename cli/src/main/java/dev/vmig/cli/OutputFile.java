package dev.vmig.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.apache.commons.lang3.ObjectUtils;

/**
 * A file that a command writes atomically: after a failure it has its previous content.
 *
 * @param option that names the file
 */
record OutputFile(String option, Path path) {
    /** Resolves the name, and checks before a long run that the file can be written. */
    static OutputFile of(String option, String name) {
        OutputFile file = new OutputFile(option, path(option, name));
        if (Files.exists(file.path()) && !Files.isRegularFile(file.path())) {
            throw CommandFailure.badInput(option + ": " + file.path() + ": is no regular file");
        }
        if (!Files.isDirectory(file.folder()) || !Files.isWritable(file.folder())) {
            throw CommandFailure.badInput(option + ": " + file.folder() + " is no folder that can be written to");
        }
        return file;
    }

    private static Path path(String option, String name) {
        try {
            Path path = Path.of(name).toAbsolutePath();
            return Files.exists(path) ? path.toRealPath() : path;
        } catch (InvalidPathException | IOException e) {
            throw CommandFailure.badInput(option + ": " + name.replace("\0", "\\0") + " is no name of a file");
        }
    }

    /**
     * Writes the file, or prints one line about the failure.
     *
     * @return the exit code
     */
    int write(String content, PrintWriter err) {
        return write(content.getBytes(StandardCharsets.UTF_8), err);
    }

    int write(byte[] content, PrintWriter err) {
        try {
            write(path, content);
            return ExitCode.HOLDS;
        } catch (IOException e) {
            err.println("vmig: " + option + ": " + path + ": cannot be written: " + reason(e));
            return ExitCode.INCONCLUSIVE;
        }
    }

    /** Writes a neighbouring file and renames it; a temporary file would not be readable for other users. */
    static void write(Path path, byte[] content) throws IOException {
        String name = "." + path.getFileName() + "." + ProcessHandle.current().pid() + ".part";
        Path whole = path.resolveSibling(name);
        try {
            Files.write(whole, content);
            Files.move(whole, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }

    /** The reason of a failure, without names of Java exceptions. */
    static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "no such file";
        } else if (e instanceof AccessDeniedException) {
            return "permission denied";
        } else if (e instanceof FileSystemException failed) {
            return ObjectUtils.getIfNull(failed.getReason(), "the file system refuses");
        }
        return ObjectUtils.getIfNull(e.getMessage(), "the system refuses");
    }

    private Path folder() {
        return ObjectUtils.getIfNull(path.getParent(), path);
    }
}
