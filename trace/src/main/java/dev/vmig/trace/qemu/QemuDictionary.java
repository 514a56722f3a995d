package dev.vmig.trace.qemu;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** The trace events of QEMU, {@code events.yaml}. */
final class QemuDictionary {
    private static final String FILE = "events.yaml";

    private final Map<String, List<EventForm>> forms;
    private final List<EventForm> prefixes;

    private QemuDictionary(List<EventForm> rows) {
        forms = rows.stream().filter(row -> row.prefix().isEmpty()).collect(Collectors.groupingBy(EventForm::event));
        prefixes = rows.stream().filter(row -> !row.prefix().isEmpty()).toList();
    }

    static QemuDictionary bundled() {
        try (InputStream in = Objects.requireNonNull(QemuDictionary.class.getResourceAsStream(FILE), FILE)) {
            return new QemuDictionary(new YAMLMapper().readValue(in, new TypeReference<List<EventForm>>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The forms of an event; none if it is not about migration, or unknown. */
    List<EventForm> forms(String event) {
        return forms.getOrDefault(event, List.of());
    }

    /** The names of all events that have a form. */
    Set<String> events() {
        return forms.keySet();
    }

    /** What an event without a form is. */
    EventKind kindByPrefix(String event) {
        return prefixes.stream().anyMatch(row -> event.startsWith(row.prefix())) ? EventKind.OTHER : EventKind.UNKNOWN;
    }
}
