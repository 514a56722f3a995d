package dev.vmig.spec;

import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The toy specifications, and ways to break them. */
final class Toys {

    static final SpecFiles FILES = load();

    private Toys() {}

    private static SpecFiles load() {
        URL folder = Objects.requireNonNull(Toys.class.getResource("toys"), "toys");
        return SpecFiles.of(Path.of(URI.create(folder.toString())));
    }

    /** The toys with {@code before} replaced in one file; fails if it is not there, so that no mutant is a copy. */
    static SpecFiles with(String file, String before, String after) {
        String text = FILES.text(file);
        if (!text.contains(before)) {
            throw new IllegalArgumentException(file + " lacks: " + before);
        }
        return FILES.withFile(file, text.replace(before, after));
    }
}
