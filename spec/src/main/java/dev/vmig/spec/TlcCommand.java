package dev.vmig.spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The command line of a JVM with TLC and one of the mains of {@code dev.vmig.spec.tlc}, which are named and not referred
 * to: nothing of TLC is loaded here.
 */
final class TlcCommand {

    private static final String MAINS = "dev.vmig.spec.tlc.";

    private final List<String> jvm = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final String main;

    /**
     * Begins one.
     *
     * @param temporary for TLC alone: it unpacks its standard modules there under their plain names
     */
    TlcCommand(String main, Path temporary, Optional<String> heap) {
        this.main = MAINS + main;
        heap.ifPresent(size -> jvm.add("-Xmx" + size));
        jvm.add("-XX:+UseParallelGC");
        // Encoding of what TLC prints: the first until JDK 17, the second from 18 on.
        jvm.add("-Dfile.encoding=UTF-8");
        jvm.add("-Dstdout.encoding=UTF-8");
        jvm.add("-Djava.io.tmpdir=" + temporary);
    }

    /** Adds a system property. */
    TlcCommand define(String name, Object value) {
        jvm.add("-D" + name + "=" + value);
        return this;
    }

    /** Lets TLC read, by reflection, what {@code packageName} of the JDK's module for RMI has public. */
    TlcCommand readRmi(String packageName) {
        jvm.add("--add-exports");
        jvm.add("java.rmi/" + packageName + "=ALL-UNNAMED");
        return this;
    }

    /** Adds arguments of the main. */
    TlcCommand with(Object... more) {
        for (Object next : more) {
            arguments.add(next.toString());
        }
        return this;
    }

    List<String> line() {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(jvm);
        line.add("-cp");
        line.add(pathOf(tlc2.TLC.class) + System.getProperty("path.separator") + pathOf(TlcCommand.class));
        line.add(main);
        // Its parent, with which it ends.
        line.add(String.valueOf(ProcessHandle.current().pid()));
        line.addAll(arguments);
        return line;
    }

    private static Path pathOf(Class<?> type) {
        return Path.of(URI.create(OracleLoader.sourceOf(type).toString()));
    }
}
