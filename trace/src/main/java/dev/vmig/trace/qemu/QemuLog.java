package dev.vmig.trace.qemu;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a log holds.
 *
 * @param file its name
 * @param versions of QEMU whose events these can be, the major ones
 * @param events those that are checked, in the order of the log
 * @param counts how often each vfio_ event came
 * @param cut whether the last line lacks its end, and was left out
 * @param lines how many there are
 */
record QemuLog(
        String file,
        Set<Integer> versions,
        List<QemuEvent> events,
        Map<String, Counted> counts,
        boolean cut,
        int lines) {
    /**
     * One name.
     *
     * @param why it carries no state, if so
     */
    record Counted(EventKind kind, int count, String why) {}

    QemuLog {
        versions = Set.copyOf(versions);
        events = List.copyOf(events);
    }
}
