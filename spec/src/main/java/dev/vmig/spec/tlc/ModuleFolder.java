package dev.vmig.spec.tlc;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import util.FilenameToStream;
import util.SimpleFilenameToStream;

/**
 * Finds modules in one folder, and unpacks TLC's standard modules into it when they are asked for. TLC's own resolver
 * unpacks them under their plain names into the temporary folder that all programs share, and prints about files that
 * it does not find.
 */
final class ModuleFolder implements FilenameToStream {

    private final Path folder;

    ModuleFolder(Path folder) {
        this.folder = folder;
    }

    @Override
    public File resolve(String name, boolean isModule) {
        String fileName = isModule && !name.endsWith(".tla") ? name + ".tla" : name;
        Path file = folder.resolve(Path.of(fileName).getFileName());
        boolean standard = !Files.exists(file) && unpack(fileName, file);
        return new TLAFile(file.toString(), standard, this);
    }

    private static boolean unpack(String fileName, Path target) {
        try (InputStream module = SimpleFilenameToStream.class.getResourceAsStream(standardModule(fileName))) {
            if (module == null) {
                return false;
            }
            Files.copy(module, target);
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String standardModule(String fileName) {
        return "/tla2sany/StandardModules/" + fileName;
    }

    @Override
    public String getFullPath() {
        return folder.toString();
    }

    @Override
    public boolean isStandardModule(String moduleName) {
        String fileName = moduleName.endsWith(".tla") ? moduleName : moduleName + ".tla";
        return SimpleFilenameToStream.class.getResource(standardModule(fileName)) != null;
    }
}
