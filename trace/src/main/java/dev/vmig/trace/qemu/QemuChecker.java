package dev.vmig.trace.qemu;

import dev.vmig.spec.Oracle;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.QemuReport.EventCount;
import dev.vmig.trace.qemu.QemuReport.Taken;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecOracles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks whether what a trace log of QEMU tells is a behaviour of {@code VfioMigration}, device by device. */
public final class QemuChecker {
    private final SpecMoves moves;
    private final StartStates start;

    /** A checker for any number of logs. */
    public QemuChecker(SpecOracles oracles) {
        Oracle oracle = oracles.vfioMigration(Set.of(Readings.FAILED), Set.of(Readings.REFUSED));
        moves = SpecMoves.ofVfioMigration(oracle);
        start = new StartStates(oracle);
    }

    /** Whether a text is such a log: an event of a migration is in it. */
    public static boolean looksLikeOne(String text) {
        return QemuReader.looksLikeOne(text);
    }

    /**
     * Checks a log.
     *
     * @param file its name, for messages
     * @throws TraceFormatException if it cannot be read, or has nothing to check
     */
    public QemuReport check(String file, String text) throws TraceFormatException {
        QemuLog log = QemuReader.read(file, text);
        Map<String, DeviceWalk> walks = new LinkedHashMap<>();
        for (QemuEvent event : log.events()) {
            boolean opens = event.kind() == EventKind.INIT || event.kind() == EventKind.REALIZE;
            walks.computeIfAbsent(event.device(), device -> new DeviceWalk(device, moves, start, opens))
                    .take(event);
        }
        return new QemuReport(
                log.versions(), walks.values().stream().map(DeviceWalk::report).toList(), counts(log), log.cut());
    }

    private static List<EventCount> counts(QemuLog log) {
        return log.counts().entrySet().stream()
                .map(entry -> new EventCount(
                        entry.getKey(),
                        taken(entry.getValue().kind()),
                        entry.getValue().count(),
                        entry.getValue().why()))
                .toList();
    }

    private static Taken taken(EventKind kind) {
        return switch (kind) {
            case NO_STATE -> Taken.WITHOUT_STATE;
            case OTHER -> Taken.OTHER;
            case UNKNOWN -> Taken.UNKNOWN;
            default -> Taken.MAPPED;
        };
    }
}
