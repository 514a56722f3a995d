package dev.vmig.trace.qemu;

import dev.vmig.trace.TextLines;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.WordSearch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads trace logs of QEMU, of any back end that prints text, with the errors that QEMU reports in between. */
final class QemuReader {
    private static final String PREFIX = "vfio_";

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
            "precopy",
            "request_switchover_ack",
            "exact",
            "final",
            "running",
            "data_buffer_size",
            "data_size",
            "data",
            "idx");

    private record Reported(int line, ErrorLine error) {}

    private final QemuDictionary dictionary;
    private final String file;
    private final Map<String, List<QemuEvent>> vms = new LinkedHashMap<>();
    private final List<Reported> errors = new ArrayList<>();
    private final Map<String, QemuLog.Counted> counts = new TreeMap<>();
    private final Set<Integer> versions = new TreeSet<>(Set.of(8, 9, 10, 11));

    /** Whether an event of a migration has come. */
    private boolean seen;

    private QemuReader(QemuDictionary dictionary, String file) {
        this.dictionary = dictionary;
        this.file = file;
    }

    /** Whether there is an event in it that tells of a migration. */
    static boolean looksLikeOne(String text) {
        QemuDictionary dictionary = QemuDictionary.bundled();
        return text.lines()
                .anyMatch(line -> LogLine.of(
                                line,
                                name -> name.startsWith(PREFIX)
                                        && !dictionary.forms(name).isEmpty())
                        .isPresent());
    }

    /**
     * Reads a log to its end.
     *
     * @param ifNone what the input is if no event of a migration is in it
     * @throws TraceFormatException at the first event whose arguments cannot be read, or if no request for a state is in
     *     it, so that there is nothing to check
     */
    static QemuLog read(TextLines lines, String ifNone) throws IOException {
        return new QemuReader(QemuDictionary.bundled(), lines.name()).readAll(lines, ifNone);
    }

    private QemuLog readAll(TextLines lines, String ifNone) throws IOException {
        WordSearch words = words();
        ForeignLog foreign = new ForeignLog();
        boolean cut = false;
        lines.acceptControlCharacters();
        while (lines.next()) {
            cut = lines.isCut();
            boolean early = lines.number() <= ForeignLog.LINES;
            if (cut || !(early || lines.holds(words))) {
                continue;
            }
            String line = lines.text();
            Optional<String> old = early ? foreign.take(line) : Optional.empty();
            if (old.isPresent()) {
                throw new TraceFormatException(file, "is " + old.get());
            }
            take(Math.toIntExact(lines.number()), line);
        }
        requireEvents(lines, foreign, ifNone);
        mergeNameless();
        errors.forEach(this::attribute);
        vms.values().forEach(events -> events.sort(Comparator.comparingInt(QemuEvent::line)));
        vms.values().forEach(Notifications::name);
        requireSomethingToCheck();
        return new QemuLog(file, versions, vms, counts, cut);
    }

    private void take(int number, String line) throws TraceFormatException {
        Optional<LogLine> event = LogLine.of(line, this::isEvent);
        if (event.isPresent()) {
            add(number, event.get());
            return;
        }
        Optional<ErrorLine> error = ErrorLine.of(line);
        if (error.isPresent()) {
            errors.add(new Reported(number, error.get()));
        } else if (ErrorLine.isOther(line)) {
            count(
                    "error line in other words",
                    EventKind.UNKNOWN,
                    "about VFIO or migration, in words that are not read");
        }
    }

    /** A line without any of these words is neither an event nor an error. */
    private WordSearch words() {
        List<String> words = new ArrayList<>(ErrorLine.WORDS);
        words.add(PREFIX);
        dictionary.events().stream().filter(name -> !name.startsWith(PREFIX)).forEach(words::add);
        return new WordSearch(words);
    }

    private void requireEvents(TextLines lines, ForeignLog foreign, String ifNone) throws TraceFormatException {
        if (lines.number() == 0) {
            throw new TraceFormatException(file, "is empty (nothing to check)");
        } else if (!seen && foreign.other().isPresent()) {
            throw new TraceFormatException(file, "is " + foreign.other().get());
        } else if (!seen) {
            lines.refuseControlCharacters();
            throw new TraceFormatException(file + ":1", ifNone);
        }
    }

    private boolean isEvent(String name) {
        return name.startsWith(PREFIX) || !dictionary.forms(name).isEmpty();
    }

    private void requireSomethingToCheck() throws TraceFormatException {
        if (count(EventKind.REQUEST) + count(EventKind.RESULT) + count(EventKind.REACHED) == 0
                || count(EventKind.REQUEST) + count(EventKind.REACHED) == 0) {
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
    }

    private long count(EventKind kind) {
        return vms.values().stream()
                .flatMap(List::stream)
                .filter(event -> event.kind() == kind)
                .count();
    }

    /** Lines without a prefix are those of the one VM that has one, if there is no other. */
    private void mergeNameless() {
        List<QemuEvent> nameless = vms.get("");
        if (nameless != null && vms.size() == 2) {
            String other = vms.keySet().stream()
                    .filter(vm -> !vm.isEmpty())
                    .findFirst()
                    .orElseThrow();
            List<QemuEvent> all = new ArrayList<>();
            vms.values().forEach(all::addAll);
            vms.clear();
            vms.put(other, all);
        }
    }

    /** An error line names its device at the end of what stands in front of the message; the device tells the VM. */
    private void attribute(Reported reported) {
        String before = reported.error().before().strip();
        String name = before.endsWith(":") ? before.substring(0, before.length() - 1) : before;
        String vm = "";
        String device = "";
        for (Map.Entry<String, List<QemuEvent>> entry : vms.entrySet()) {
            Optional<String> named = entry.getValue().stream()
                    .map(QemuEvent::device)
                    .filter(it -> !it.isEmpty() && name.endsWith(it))
                    .max(Comparator.comparingInt(String::length));
            boolean fits = named.isPresent()
                    || (device.isEmpty()
                            && !entry.getKey().isEmpty()
                            && before.contains(
                                    entry.getKey().replaceAll("[:|]$", "").strip()));
            if (fits || vms.size() == 1) {
                vm = entry.getKey();
                device = named.orElse(device);
            }
        }
        List<QemuEvent> events = vms.get(vm);
        if (events != null) {
            EventKind kind = reported.error().kind();
            String text = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            events.add(new QemuEvent(
                    reported.line(),
                    "error line",
                    kind,
                    device,
                    reported.error().fields(),
                    "error line: " + text + " "
                            + String.join(", ", reported.error().fields().values())));
            count("error line: " + text, kind, "");
        }
    }

    private void add(int number, LogLine line) throws TraceFormatException {
        List<EventForm> forms = dictionary.forms(line.event());
        if (forms.isEmpty()) {
            count(line.event(), dictionary.kindByPrefix(line.event()), "");
            return;
        }
        seen = true;
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
                String device = fields.get().getOrDefault("name", "");
                String printed = (line.event() + " " + line.arguments()).strip();
                vms.computeIfAbsent(line.vm(), vm -> new ArrayList<>())
                        .add(new QemuEvent(number, line.event(), form.kind(), device, fields.get(), printed));
                if (line.event().startsWith(PREFIX)) {
                    count(line.event(), form.kind(), "");
                }
                narrow(form);
                return;
            }
        }
        if (!line.event().startsWith(PREFIX)) {
            return;
        }
        throw new TraceFormatException(
                file + ":" + number,
                line.event() + ": \"" + line.arguments() + "\" (expected: " + first.expected() + ")");
    }

    private void checkNumbers(int number, LogLine line, Map<String, String> fields) throws TraceFormatException {
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
