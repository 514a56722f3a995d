package dev.vmig.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.List;
import java.util.Map;

/**
 * Loads TLC and the classes that touch it once for each specification: TLC keeps the specification in static fields,
 * and gives wrong answers for a second one in the same class loader.
 */
final class TlcLoader extends URLClassLoader {

    private static final String ADAPTER = "dev.vmig.spec.tlc";

    /** Loaded here, never taken from the parent. */
    private static final List<String> ISOLATED = List.of("tlc2.", "tla2sany.", "util.", "pcal.", ADAPTER + ".");

    TlcLoader() {
        super(new URL[] {sourceOf(tlc2.TLC.class), sourceOf(TlcLoader.class)}, TlcLoader.class.getClassLoader());
    }

    /** One at a time, because TLC's parser reports through streams of the whole JVM. */
    static synchronized Oracle open(SpecFiles files, String module, String config) {
        files.require(module, config);
        TlcLoader loader = new TlcLoader();
        try (WorkFolder folder = WorkFolder.create()) {
            files.writeTo(folder.path(), config);
            return (Oracle) loader.adapter("TlcOracle")
                    .getConstructor(Path.class, String.class, String.class, Map.class, AutoCloseable.class)
                    .newInstance(folder.path(), module, config, files.texts(), loader);
        } catch (InvocationTargetException e) {
            loader.quietlyClose();
            if (e.getCause() instanceof SpecException refused) {
                throw refused;
            }
            throw new IllegalStateException("TLC cannot load " + module, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this build of vmig lacks " + ADAPTER, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A class of the package whose classes touch TLC, with a TLC of its own. */
    Class<?> adapter(String name) throws ClassNotFoundException {
        return loadClass(ADAPTER + "." + name);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (ISOLATED.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    /** The jar or folder that {@code type} was loaded from. */
    static URL sourceOf(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            throw new IllegalStateException(type.getName() + ": not loaded from a jar or folder");
        }
        return source.getLocation();
    }

    private void quietlyClose() {
        try {
            close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
