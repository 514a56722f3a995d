package dev.vmig.vmm.downtime;

import dev.vmig.device.LatencyModel;
import dev.vmig.device.PartLatency;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.lang3.Validate;

/**
 * The time model, by the keys of {@code latency.properties}, which gives a source or a reason for each. All are whole
 * numbers from 0 up; the unit is the last word of the key.
 */
public final class DowntimeModel {
    private static final String RESOURCE = "latency.properties";

    /** The keys that must be positive. */
    private static final Set<String> POSITIVE = Set.of("memory.bytes", "poll.nanos");

    /** The upper bound of all values, against typing errors. */
    private static final long MOST = 1L << 50;

    /** The numbers of the resource. */
    public static final DowntimeModel DEFAULT = new DowntimeModel(read(resource()));

    private final SortedMap<String, Long> numbers;

    private DowntimeModel(SortedMap<String, Long> numbers) {
        this.numbers = numbers;
    }

    private static Properties resource() {
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(DowntimeModel.class.getResourceAsStream(RESOURCE), RESOURCE),
                StandardCharsets.UTF_8)) {
            return properties(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Properties properties(Reader reader) throws IOException {
        Properties properties = new Properties();
        properties.load(reader);
        return properties;
    }

    private static SortedMap<String, Long> read(Properties properties) {
        SortedMap<String, Long> numbers = new TreeMap<>();
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            numbers.put(key, number(key, properties.getProperty(key).trim()));
        }
        return numbers;
    }

    private static long number(String key, String text) {
        long least = POSITIVE.contains(key) ? 1 : 0;
        long number;
        try {
            number = Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException(
                    "%s: \"%s\" (expected: a whole number)".formatted(key, text), notANumber);
        }
        Validate.isTrue(number >= least && number <= MOST, "%s: %d (expected: %d to %d)", key, number, least, MOST);
        return number;
    }

    /**
     * This model with the numbers of a properties file in place of its own.
     *
     * @throws IllegalArgumentException for an unknown key or an invalid number
     */
    public DowntimeModel with(Reader reader) throws IOException {
        SortedMap<String, Long> others = read(properties(reader));
        SortedMap<String, Long> all = new TreeMap<>(numbers);
        others.forEach((key, number) -> {
            Validate.isTrue(numbers.containsKey(key), "%s: unknown (expected: one of %s)", key, numbers.keySet());
            all.put(key, number);
        });
        return new DowntimeModel(all);
    }

    /** This model with another number. */
    public DowntimeModel with(String key, long number) {
        Validate.isTrue(numbers.containsKey(key), "%s: unknown (expected: one of %s)", key, numbers.keySet());
        SortedMap<String, Long> all = new TreeMap<>(numbers);
        all.put(key, number(key, Long.toString(number)));
        return new DowntimeModel(all);
    }

    /** All numbers by their keys. */
    public SortedMap<String, Long> numbers() {
        return new TreeMap<>(numbers);
    }

    long get(String key) {
        return Objects.requireNonNull(numbers.get(key), key);
    }

    LatencyModel device() {
        PartLatency parts = new PartLatency(
                get("queue.first.nanos"),
                get("private.first.nanos"),
                get("load.nanos"),
                get("read.picosPerByte"),
                get("load.picosPerByte"));
        return new LatencyModel(get("command.nanos"), 0, get("wire.picosPerByte"), 0, 0, 0, parts);
    }
}
