package dev.vmig.trace.qemu;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a log holds.
 *
 * @param file its name
 * @param versions of QEMU whose events these can be, the major ones
 * @param vms the events that are read of each VM, in the order of the log; one without a name if nothing tells VMs apart
 * @param counts how often each vfio_ event and each error line came
 * @param cut whether the last line lacks its end, and was left out
 */
record QemuLog(
        String file,
        Set<Integer> versions,
        Map<String, List<QemuEvent>> vms,
        Map<String, Counted> counts,
        boolean cut) {
    /**
     * One name.
     *
     * @param why it carries no state, if so
     */
    record Counted(EventKind kind, int count, String why) {}

    QemuLog {
        versions = Set.copyOf(versions);
    }

    /** The kinds of events that a VM's log holds. */
    static Set<EventKind> kinds(List<QemuEvent> events) {
        return events.stream().map(QemuEvent::kind).collect(Collectors.toSet());
    }
}
