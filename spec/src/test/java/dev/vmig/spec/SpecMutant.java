package dev.vmig.spec;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;

/**
 * A specification that is wrong in one place, as declared in a file of folder {@code mutants}.
 *
 * <p>A file has for each a line {@code @ model module property}, then lines of the module: those that go ({@code -}),
 * come ({@code +}) and stay (a space, to tell where). Lines that begin with {@code #} say what the mistake is. A change
 * that is no mistake, since nothing can tell it from the original, begins with {@code = model module} and says why.
 *
 * @param model that finds it out
 * @param module that is changed
 * @param property that is violated; empty if none is
 * @param reason why none is; empty if one is
 * @param lines of the module
 */
record SpecMutant(String model, String module, String property, String reason, List<String> lines) {
    static List<SpecMutant> declared() {
        List<SpecMutant> mutants = new ArrayList<>();
        for (Path file : files()) {
            if (file.getFileName().toString().matches(System.getProperty("mutants", ".*") + ".txt")) {
                mutants.addAll(parse(lines(file)));
            }
        }
        return mutants;
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(Path.of(
                Objects.requireNonNull(SpecMutant.class.getResource("mutants")).toURI()))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> lines(Path file) {
        try (Stream<String> lines = Files.lines(file)) {
            return lines.filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<SpecMutant> parse(List<String> lines) {
        List<SpecMutant> mutants = new ArrayList<>();
        for (int i = 0; i < lines.size(); ) {
            int end = i + 1;
            while (end < lines.size() && "@=".indexOf(lines.get(end).charAt(0)) < 0) {
                end++;
            }
            mutants.add(parse(StringUtils.split(lines.get(i), " ", 4), lines.subList(i + 1, end)));
            i = end;
        }
        return mutants;
    }

    private static SpecMutant parse(String[] head, List<String> lines) {
        return head[0].equals("@")
                ? new SpecMutant(head[1], head[2], head[3], "", lines)
                : new SpecMutant(head[1], head[2], "", head[3], lines);
    }

    boolean isEquivalent() {
        return property.isEmpty();
    }

    /** The model, as it is registered. */
    Model registered() {
        return ModelCatalogue.bundled().find(model).orElseThrow(() -> new IllegalStateException("no model " + model));
    }

    /** The specification with the mistake in it; the lines must be there exactly once. */
    SpecFiles in(SpecFiles files) {
        String file = module + ".tla";
        return files.withFile(file, SpecMutants.replaceOnce(files.text(file), text('-'), text('+')));
    }

    private String text(char mark) {
        return lines.stream()
                .filter(line -> line.charAt(0) == ' ' || line.charAt(0) == mark)
                .map(line -> line.substring(1) + "\n")
                .collect(Collectors.joining());
    }

    @Override
    public String toString() {
        return lines.stream()
                .filter(line -> line.charAt(0) != ' ')
                .map(StringUtils::normalizeSpace)
                .collect(Collectors.joining("; ", module + ": ", ""));
    }
}
