package dev.vmig.trace.qemu;

import dev.vmig.spec.Oracle;
import dev.vmig.trace.TextLines;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.qemu.QemuReport.EventCount;
import dev.vmig.trace.qemu.QemuReport.Taken;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecOracles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks a trace log of QEMU: each device against {@code VfioMigration}, and all of a VM against the rules of a VMM, from
 * the first event to the last.
 */
public final class QemuChecker {
    private static final Set<String> OF_ALL_DEVICES =
            Set.of("vfio_device_attach", "vfio_attach_device", "vfio_region_setup", "vfio_device_get");

    /** What a log without an event of a migration is. */
    public static final String NOTHING = "holds no event of a migration of QEMU (nothing to check; is vfio_* traced?)";

    private final SpecMoves moves;
    private final WalkStarts start;

    /** A checker for any number of logs. */
    public QemuChecker(SpecOracles oracles) {
        Oracle oracle = oracles.vfioMigration(Set.of(Readings.FAILED), Set.of(Readings.REFUSED));
        moves = SpecMoves.ofVfioMigration(oracle);
        start = new WalkStarts(oracle);
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
        try (TextLines lines = TextLines.of(file, text)) {
            return check(lines, NOTHING);
        } catch (TraceFormatException e) {
            throw e;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a log to its end and checks it; what is kept of it are the events of a migration.
     *
     * @param ifNone what the input is if no event of a migration is in it
     * @throws TraceFormatException if it cannot be read, or has nothing to check
     */
    public QemuReport check(TextLines lines, String ifNone) throws IOException {
        return check(QemuReader.read(lines, ifNone));
    }

    private QemuReport check(QemuLog log) {
        boolean tracesAll = log.counts().keySet().stream().anyMatch(OF_ALL_DEVICES::contains);
        List<VmReport> vms = log.vms().entrySet().stream()
                .map(vm -> new VmCheck(moves, start, Timeline.of(vm.getValue(), log.versions(), tracesAll))
                        .check(vm.getKey()))
                .toList();
        return new QemuReport(log.versions(), vms, counts(log), log.cut());
    }

    private static List<EventCount> counts(QemuLog log) {
        return log.counts().entrySet().stream().map(QemuChecker::count).toList();
    }

    private static EventCount count(Map.Entry<String, QemuLog.Counted> entry) {
        QemuLog.Counted counted = entry.getValue();
        return new EventCount(entry.getKey(), taken(counted.kind()), counted.count(), counted.why());
    }

    private static Taken taken(EventKind kind) {
        return switch (kind) {
            case ANNOUNCES -> Taken.ANNOUNCES;
            case NO_STATE -> Taken.WITHOUT_STATE;
            case OTHER -> Taken.OTHER;
            case UNKNOWN -> Taken.UNKNOWN;
            default -> Taken.MAPPED;
        };
    }
}
