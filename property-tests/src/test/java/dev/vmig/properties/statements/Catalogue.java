package dev.vmig.properties.statements;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.cfg.MutableConfigOverride;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.lang3.Validate;

/**
 * All statements, in the order of the document.
 *
 * @param families each a table
 */
public record Catalogue(List<StatementFamily> families) {
    private static final List<String> FILES = List.of(
            "adm",
            "avq",
            "cap",
            "obj",
            "dp",
            "leg",
            "rel",
            "linux-core",
            "linux-arcs",
            "linux-saving",
            "linux-precopy",
            "linux-resuming",
            "linux-reset",
            "linux-legacy",
            "linux-cross",
            "dirty-logging",
            "dirty-iommu",
            "dirty-vmm");

    /** What an entry does not say is empty. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .withConfigOverride(String.class, Catalogue::absentIsEmpty)
            .withConfigOverride(List.class, Catalogue::absentIsEmpty)
            .build();

    /** Checks that no id occurs twice. */
    public Catalogue {
        families = List.copyOf(families);
        Set<String> seen = new HashSet<>();
        for (StatementFamily family : families) {
            for (Statement statement : family.statements()) {
                Validate.isTrue(seen.add(statement.id()), "id: %s occurs twice", statement.id());
            }
        }
    }

    /** The one that comes with vmig. */
    public static Catalogue bundled() {
        return new Catalogue(FILES.stream().map(Catalogue::read).toList());
    }

    /** The statements of all families. */
    public List<Statement> statements() {
        List<Statement> all = new ArrayList<>();
        families.forEach(family -> all.addAll(family.statements()));
        return all;
    }

    private static StatementFamily read(String file) {
        String name = file + ".json";
        try (InputStream in = Objects.requireNonNull(Catalogue.class.getResourceAsStream(name), name)) {
            return MAPPER.readValue(in, StatementFamily.class);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static void absentIsEmpty(MutableConfigOverride type) {
        type.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY));
    }
}
