package dev.vmig.properties.findings;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.apache.commons.lang3.Validate;

/**
 * One thing that users of VFIO migration ran into.
 *
 * @param id as in {@code K-5}: K- of current kernels, H- since fixed, U- of users' reports, S- open in a text
 * @param title what it is about, in a few words
 * @param where the systems, and since or until when
 * @param contract what has to be
 * @param departure what is, or was
 * @param models those in which it is switched on; none if {@code outside} says why
 * @param outside why no model of a state shows it; empty if one does
 * @param here what else of this project knows it
 */
public record Finding(
        String id,
        String title,
        String where,
        String contract,
        String departure,
        List<Shown> models,
        String outside,
        String here) {

    /**
     * A model that must be violated.
     *
     * @param model its name
     * @param states of its shortest counterexample
     */
    public record Shown(
            @JsonProperty("model") String model,
            @JsonProperty("states") int states) {}

    /** A row of the file; nothing but {@code models} and {@code outside} may be left out. */
    public Finding(
            @JsonProperty(value = "id", required = true) String id,
            @JsonProperty(value = "title", required = true) String title,
            @JsonProperty(value = "where", required = true) String where,
            @JsonProperty(value = "contract", required = true) String contract,
            @JsonProperty(value = "departure", required = true) String departure,
            @JsonProperty("models") List<Shown> models,
            @JsonProperty("outside") String outside,
            @JsonProperty(value = "here", required = true) String here) {
        this.id = id;
        this.title = title;
        this.where = where;
        this.contract = contract;
        this.departure = departure;
        this.models = models == null ? List.of() : List.copyOf(models);
        this.outside = outside == null ? "" : outside;
        this.here = here;
        Validate.isTrue(
                this.models.isEmpty() != this.outside.isEmpty(), "%s: either models or outside, not both or none", id);
    }

    /** All of them, in the order of the file. */
    public static List<Finding> all() {
        try (InputStream file = Objects.requireNonNull(Finding.class.getResourceAsStream("findings.yaml"))) {
            return List.of(YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .build()
                    .readValue(file, Finding[].class));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
