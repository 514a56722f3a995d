package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A change of a single event of a log.
 *
 * @param kind what is done
 * @param line where, the first being 0
 * @param event the name of the event that is changed
 * @param field what of it, or what it is exchanged with; empty if the whole
 * @param text the log with it
 */
record Falsification(Kind kind, int line, String event, String field, String text) {
    enum Kind {
        DELETE,
        SWAP,
        STATE,
        ERRNO,
        SIZE,
        DEVICE
    }

    private static final Pattern STATES = Pattern.compile("(?<=state )[A-Z][A-Z_0-9]+");
    private static final Pattern ERRNOS = Pattern.compile("(?<=ret )-?\\d+");
    private static final Pattern SIZES = Pattern.compile(
            "(?<field>data_size|buffer size|stopcopy size|initial size|dirty size|init|dirty|size) (?<number>\\d+)");
    private static final Pattern DEVICES = Pattern.compile("\\([0-9a-f:.-]{8,}\\)");

    /** All of a log. */
    static List<Falsification> of(String log) {
        List<String> lines = log.lines().toList();
        List<Falsification> all = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            all.add(made(Kind.DELETE, lines, i, again(lines, i), null));
            if (i + 1 < lines.size() && !lines.get(i + 1).equals(line)) {
                List<String> swapped = new ArrayList<>(lines);
                swapped.set(i, lines.get(i + 1));
                all.add(made(Kind.SWAP, swapped, i, name(lines.get(i + 1)), line, name(line)));
            }
            for (Matcher state = STATES.matcher(line); state.find(); ) {
                for (MigrationState other : MigrationState.values()) {
                    if (!other.name().equals(state.group())) {
                        all.add(made(
                                Kind.STATE,
                                lines,
                                i,
                                state.group() + ">" + other,
                                replaced(line, state, other.name())));
                    }
                }
            }
            Matcher errno = ERRNOS.matcher(line);
            if (errno.find()) {
                all.add(made(Kind.ERRNO, lines, i, "ret", replaced(line, errno, "-5")));
            }
            for (Matcher size = SIZES.matcher(line); size.find(); ) {
                long was = Long.parseLong(size.group("number"));
                for (long other : new long[] {was + 1, was + 4096, was / 2}) {
                    if (other != was) {
                        String words = size.group("field") + (other > was ? " up" : " down");
                        all.add(made(
                                Kind.SIZE, lines, i, words, replaced(line, size, size.group("field") + " " + other)));
                    }
                }
            }
            Matcher device = DEVICES.matcher(line);
            if (device.find()) {
                all.add(made(Kind.DEVICE, lines, i, again(lines, i), replaced(line, device, "(0000:7f:00.1)")));
            }
        }
        return all;
    }

    /** Whether a request has no answer, since the device is in that state. */
    private static String again(List<String> lines, int at) {
        boolean request = lines.get(at).startsWith("vfio_migration_set_state");
        boolean answered = at + 1 < lines.size() && lines.get(at + 1).startsWith("vfio_migration_set_device_state");
        return request && !answered ? "again" : "";
    }

    private static Falsification made(Kind kind, List<String> lines, int at, String field, @Nullable String line) {
        return made(kind, lines, at, field, line, name(lines.get(at)));
    }

    private static Falsification made(
            Kind kind, List<String> lines, int at, String field, @Nullable String line, String event) {
        List<String> changed = new ArrayList<>(lines);
        if (line == null) {
            changed.remove(at);
        } else {
            changed.set(kind == Kind.SWAP ? at + 1 : at, line);
        }
        return new Falsification(kind, at, event, field, String.join("\n", changed) + "\n");
    }

    private static String replaced(String line, Matcher part, String by) {
        return line.substring(0, part.start()) + by + line.substring(part.end());
    }

    private static String name(String line) {
        return line.split(" ", 2)[0];
    }

    @Override
    public String toString() {
        return kind + " " + event + (field.isEmpty() ? "" : " " + field);
    }
}
