package dev.vmig.perf;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * All measurements of one run, with what they were measured on.
 *
 * @param machine {@link Machine#facts}
 * @param effort how long was measured
 */
record Results(Map<String, String> machine, Effort effort, List<Measurement> measurements) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String SCHEMA_VERSION = "schemaVersion";

    /** The rivals of a work, in the order in which they ran. */
    Set<String> rivals(Work work) {
        return measurements.stream()
                .filter(measurement -> measurement.work().equals(work.name()))
                .map(Measurement::rival)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Nanoseconds of an operation: the median of the rounds. */
    OptionalDouble nanoseconds(Work work, String rival) {
        return median(
                of(work, rival).stream().mapToDouble(Measurement::nanoseconds).toArray());
    }

    /** Bytes that an operation allocates: the median of the rounds. */
    OptionalDouble bytes(Work work, String rival) {
        return median(of(work, rival).stream().mapToDouble(Measurement::bytes).toArray());
    }

    /**
     * How many times as long as the fastest of the others a rival takes: the ratio of each round, of which the median.
     */
    OptionalDouble ratio(Work work, String rival, Set<String> others) {
        return median(of(work, rival).stream()
                .mapToDouble(measurement -> measurement.nanoseconds() / fastest(work, others, measurement.round()))
                .filter(Double::isFinite)
                .toArray());
    }

    private double fastest(Work work, Set<String> rivals, int round) {
        return rivals.stream()
                .flatMap(rival -> of(work, rival).stream())
                .filter(measurement -> measurement.round() == round)
                .mapToDouble(Measurement::nanoseconds)
                .min()
                .orElse(Double.NaN);
    }

    private List<Measurement> of(Work work, String rival) {
        return measurements.stream()
                .filter(measurement -> measurement.work().equals(work.name())
                        && measurement.rival().equals(rival))
                .toList();
    }

    private static OptionalDouble median(double... values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[sorted.length / 2]);
    }

    /** Writes the results to a file. */
    void write(Path file) throws IOException {
        JSON.writeValue(file.toFile(), document());
    }

    /** The results as one JSON document. */
    String text() throws IOException {
        return JSON.writeValueAsString(document());
    }

    private ObjectNode document() {
        ObjectNode document = JSON.createObjectNode().put(SCHEMA_VERSION, 1);
        return document.setAll((ObjectNode) JSON.valueToTree(this));
    }

    /** Reads what {@link #write} wrote. */
    static Results read(Path file) throws IOException {
        if (!(JSON.readTree(file.toFile()) instanceof ObjectNode document)) {
            throw new IOException("no JSON object");
        }
        return JSON.treeToValue(document.without(SCHEMA_VERSION), Results.class);
    }
}
