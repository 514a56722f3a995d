package dev.vmig.spec;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Automatic mutants that no property has to find, each with its argument: the mutant is a sound design, or the
 * specification says the same with it. An argument holds for a change of a definition, wherever its line is.
 *
 * @param arguments in the order of the modules
 */
public record EquivalentMutants(List<Argument> arguments) {
    private static final String FILE = "tla/equivalent.json";

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    /**
     * An argument.
     *
     * @param module the module whose text is changed
     * @param definition the operator whose definition is changed
     * @param original the text that is replaced, blanks and line breaks counted as one blank
     * @param replacements what may stand there instead
     * @param reason why no property has to find it
     */
    public record Argument(
            String module, String definition, String original, List<String> replacements, String reason) {
        private boolean isAbout(SpecMutation mutation) {
            return module.equals(mutation.where().module())
                    && definition.equals(mutation.definition())
                    && original.equals(onOneLine(mutation.original()))
                    && replacements.contains(onOneLine(mutation.replacement()));
        }
    }

    /** Copies the list. */
    public EquivalentMutants {
        arguments = List.copyOf(arguments);
    }

    /** Of a specification that nothing is argued about. */
    public static EquivalentMutants none() {
        return new EquivalentMutants(List.of());
    }

    /** Of vmig's own specification. */
    public static EquivalentMutants bundled() {
        try (InputStream file =
                Objects.requireNonNull(EquivalentMutants.class.getResourceAsStream(FILE), "no resource " + FILE)) {
            return new EquivalentMutants(MAPPER.readValue(file, new TypeReference<List<Argument>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why no property has to find {@code mutation}; empty if nothing is argued. */
    public Optional<String> reason(SpecMutation mutation) {
        return arguments.stream()
                .filter(argument -> argument.isAbout(mutation))
                .map(Argument::reason)
                .findFirst();
    }

    private static String onOneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
