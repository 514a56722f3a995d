package dev.vmig.trace.qemu;

import dev.vmig.trace.TraceFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads trace logs of QEMU, of any back end that prints text. */
final class QemuReader {
    /** The arguments that are numbers. */
    private static final Set<String> NUMBERS = Set.of(
            "mig_flags",
            "size",
            "ret",
            "init_size",
            "dirty_size",
            "reinit",
            "stopcopy_size",
            "precopy_init_size",
            "precopy_dirty_size",
            "exact",
            "data_buffer_size",
            "data_size",
            "data",
            "idx");

    private final QemuDictionary dictionary;
    private final String file;
    private final List<QemuEvent> events = new ArrayList<>();
    private final Map<String, QemuLog.Counted> counts = new TreeMap<>();
    private final Set<Integer> versions = new TreeSet<>(Set.of(8, 9, 10, 11));

    private QemuReader(QemuDictionary dictionary, String file) {
        this.dictionary = dictionary;
        this.file = file;
    }

    /** Whether there is an event in it that tells of a migration. */
    static boolean looksLikeOne(String text) {
        QemuDictionary dictionary = QemuDictionary.bundled();
        return text.lines()
                .map(QemuLine::of)
                .flatMap(Optional::stream)
                .anyMatch(line -> !dictionary.forms(line.event()).isEmpty());
    }

    /**
     * Reads a whole log.
     *
     * @throws TraceFormatException at the first event whose arguments cannot be read, or if no request for a state is in
     *     it, so that there is nothing to check
     */
    static QemuLog read(String file, String text) throws TraceFormatException {
        return new QemuReader(QemuDictionary.bundled(), file).read(text);
    }

    private QemuLog read(String text) throws TraceFormatException {
        List<String> lines = text.lines().toList();
        boolean cut = !text.isEmpty() && !text.endsWith("\n");
        int whole = cut ? lines.size() - 1 : lines.size();
        for (int number = 1; number <= whole; number++) {
            Optional<QemuLine> line = QemuLine.of(lines.get(number - 1)).filter(QemuLine::isVfio);
            if (line.isPresent()) {
                add(number, line.get());
            }
        }
        if (events.stream().noneMatch(QemuReader::asksForState)) {
            throw new TraceFormatException(
                    file, "holds no vfio_migration_set_state of QEMU (nothing to check; is it traced?)");
        }
        long requests = count(EventKind.REQUEST);
        if (requests > 1 && count(EventKind.RESULT) == 0) {
            throw new TraceFormatException(
                    file,
                    "holds " + requests + " vfio_migration_set_state of QEMU, but no answer (nothing to check; is"
                            + " vfio_migration_set_device_state traced?)");
        }
        return new QemuLog(file, versions, events, counts, cut, lines.size());
    }

    private long count(EventKind kind) {
        return events.stream().filter(event -> event.kind() == kind).count();
    }

    private static boolean asksForState(QemuEvent event) {
        return event.kind() == EventKind.REQUEST || event.kind() == EventKind.REACHED;
    }

    private void add(int number, QemuLine line) throws TraceFormatException {
        List<EventForm> forms = dictionary.forms(line.event());
        if (forms.isEmpty()) {
            count(line.event(), dictionary.kindByPrefix(line.event()), "");
            return;
        }
        EventForm first = forms.get(0);
        if (!first.kind().isMapped()) {
            count(line.event(), first.kind(), first.why());
            narrow(first);
            return;
        }
        for (EventForm form : forms) {
            Optional<Map<String, String>> fields = form.parse(line.arguments());
            if (fields.isPresent()) {
                checkNumbers(number, line, fields.get());
                String device = String.valueOf(fields.get().get("name"));
                String printed = line.event() + " " + line.arguments();
                events.add(new QemuEvent(number, line.event(), form.kind(), device, fields.get(), printed));
                count(line.event(), form.kind(), "");
                narrow(form);
                return;
            }
        }
        throw new TraceFormatException(
                file + ":" + number,
                line.event() + ": \"" + line.arguments() + "\" (expected: " + first.expected() + ")");
    }

    private void checkNumbers(int number, QemuLine line, Map<String, String> fields) throws TraceFormatException {
        for (Map.Entry<String, String> field : fields.entrySet()) {
            if (NUMBERS.contains(field.getKey())
                    && QemuEvent.parse(field.getValue()).isEmpty()) {
                throw new TraceFormatException(
                        file + ":" + number,
                        line.event() + ": " + field.getKey() + ": \"" + field.getValue() + "\" (expected: a number)");
            }
        }
    }

    private void count(String name, EventKind kind, String why) {
        counts.merge(
                name,
                new QemuLog.Counted(kind, 1, why),
                (old, one) -> new QemuLog.Counted(old.kind(), old.count() + 1, old.why()));
    }

    private void narrow(EventForm form) {
        if (!form.versions().isEmpty()) {
            versions.retainAll(form.versions());
        }
    }
}
