package dev.vmig.spec;

import dev.vmig.spec.SpecException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.lang3.Strings;
import org.apache.commons.lang3.concurrent.ConcurrentUtils;
import org.apache.commons.lang3.concurrent.LazyInitializer;
import org.apache.commons.lang3.function.FailableSupplier;

/**
 * The modules and configurations of a specification: file name to text. Immutable, and held in memory, so that a
 * variant with one file changed costs nothing. A configuration that is no file is made as the catalogue says.
 */
public final class SpecFiles {

    private static final String BUNDLED = "tla";
    private static final Pattern WORD = Pattern.compile("\\w+");

    private final SortedMap<String, String> texts;
    private final LazyInitializer<ModelCatalogue> catalogue;

    private SpecFiles(SortedMap<String, String> texts, LazyInitializer<ModelCatalogue> catalogue) {
        this.texts = Collections.unmodifiableSortedMap(texts);
        this.catalogue = catalogue;
    }

    /** The specification that comes with this library. */
    public static SpecFiles bundled() {
        URL folder = SpecFiles.class.getResource(BUNDLED);
        if (folder == null) {
            throw new SpecException(Kind.SPEC, "this build of vmig comes without its specification");
        }
        try {
            URI uri = folder.toURI();
            if (!uri.getScheme().equals("jar")) {
                return of(Path.of(uri));
            }
            // Not FileSystems.newFileSystem(uri): that one is shared, and fails when it is open already.
            URI jar = URI.create(uri.getRawSchemeSpecificPart().replaceFirst("!/.*", ""));
            try (FileSystem contents = FileSystems.newFileSystem(Path.of(jar))) {
                String inside = SpecFiles.class.getPackageName().replace('.', '/') + "/" + BUNDLED;
                return of(contents.getPath(inside));
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException("resource folder " + folder, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The modules ({@code .tla}), configurations ({@code .cfg}) and the catalogue in {@code folder}, subfolders not
     * included. Without a catalogue that of vmig's own specification is taken: {@code folder} may be a copy of it.
     *
     * @throws SpecException if there is none, or one cannot be read as UTF-8
     */
    public static SpecFiles of(Path folder) {
        SortedMap<String, String> texts = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                String name = file.getFileName().toString();
                if (name.endsWith(".tla") || name.endsWith(".cfg")) {
                    texts.put(name, read(file));
                }
            }
        } catch (IOException e) {
            throw new SpecException(Kind.SPEC, folder + ": not a folder that can be read");
        }
        if (texts.isEmpty()) {
            throw new SpecException(Kind.SPEC, folder + ": no .tla or .cfg file in it");
        }
        Path catalogue = folder.resolve(ModelCatalogue.FILE);
        return new SpecFiles(texts, catalogueIn(catalogue));
    }

    private static LazyInitializer<ModelCatalogue> catalogueIn(Path file) {
        if (!Files.exists(file)) {
            return lazily(ModelCatalogue::bundled);
        }
        try {
            String text = read(file);
            return lazily(() -> ModelCatalogue.parse(text));
        } catch (IOException e) {
            throw new SpecException(Kind.SPEC, file + ": cannot be read");
        }
    }

    /** Most uses of a specification need no catalogue. */
    private static LazyInitializer<ModelCatalogue> lazily(
            FailableSupplier<ModelCatalogue, RuntimeException> catalogue) {
        return LazyInitializer.<ModelCatalogue>builder()
                .setInitializer(catalogue)
                .get();
    }

    /** The models of this specification. */
    public ModelCatalogue catalogue() {
        return ConcurrentUtils.initializeUnchecked(catalogue);
    }

    /** The same with the file {@code name} added or replaced. */
    public SpecFiles withFile(String name, String text) {
        SortedMap<String, String> changed = new TreeMap<>(texts);
        changed.put(name, text);
        return new SpecFiles(changed, catalogue);
    }

    /** File name to text, of the files only. */
    public Map<String, String> texts() {
        return texts;
    }

    /**
     * The text of the file {@code name}.
     *
     * @throws SpecException if there is no such file
     */
    public String text(String name) {
        String text = texts.get(name);
        return text == null ? made(name) : text;
    }

    private String made(String name) {
        if (!name.endsWith(".cfg")) {
            throw missing(name);
        }
        return catalogue().configuration(this, name).orElseThrow(() -> missing(name));
    }

    /** The modules that have a configuration of their own name beside them. */
    public List<String> roots() {
        return texts.keySet().stream()
                .filter(name -> name.endsWith(".tla"))
                .map(name -> Strings.CS.removeEnd(name, ".tla"))
                .filter(module -> texts.containsKey(module + ".cfg"))
                .toList();
    }

    /**
     * SHA-256, in hexadecimal, of {@code module}, of all modules that it can refer to, and of a configuration.
     *
     * @throws SpecException if there is no such module or configuration
     */
    public String digest(String module, String config) {
        Set<String> names = new TreeSet<>();
        reach(module, names);
        MessageDigest digest = sha256();
        names.forEach(name -> update(digest, name + ".tla"));
        update(digest, config);
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A module that is not named in another one is no part of it. */
    private void reach(String module, Set<String> reached) {
        if (reached.add(module)) {
            WORD.matcher(ConfigText.withoutComments(text(module + ".tla")))
                    .results()
                    .map(MatchResult::group)
                    .filter(word -> texts.containsKey(word + ".tla"))
                    .forEach(word -> reach(word, reached));
        }
    }

    /**
     * SHA-256, in hexadecimal, of all modules and the one configuration: what the states of its model depend on.
     *
     * @throws SpecException if there is no such configuration
     */
    public String digest(String config) {
        MessageDigest digest = sha256();
        for (String name : texts.keySet()) {
            if (name.endsWith(".tla")) {
                update(digest, name);
            }
        }
        update(digest, config);
        return HexFormat.of().formatHex(digest.digest());
    }

    private void update(MessageDigest digest, String name) {
        String text = text(name);
        digest.update((name + ' ' + text.length() + '\n' + text).getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** Fails unless both files of a model are there: TLC is unclear about this. */
    void require(String module, String config) {
        text(module + ".tla");
        text(config);
    }

    private static SpecException missing(String name) {
        return new SpecException(name.endsWith(".cfg") ? Kind.CONFIG : Kind.SPEC, name + ": no such file");
    }

    /** Writes the modules and one configuration. */
    void writeTo(Path folder, String config) throws IOException {
        for (Map.Entry<String, String> file : texts.entrySet()) {
            if (file.getKey().endsWith(".tla")) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        }
        Files.writeString(folder.resolve(config), text(config));
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new SpecException(Kind.SPEC, file + ": not UTF-8 text");
        }
    }
}
