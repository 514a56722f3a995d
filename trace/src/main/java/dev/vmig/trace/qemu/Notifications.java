package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gives the numbers of {@code vfio_migration_state_notifier} their names, {@code setup}, {@code completed} and
 * {@code failed}; QEMU up to 8.2 prints names itself.
 *
 * <p>The numbers differ: in 9.0 to 10.x 1 is completed and 2 failed, in a log of 11.1.3 2 is completed. Only after
 * {@code failed} does QEMU ask the device for RUNNING there, so that the next request of the device decides, too.
 */
final class Notifications {
    private Notifications() {}

    static void name(List<QemuEvent> events) {
        boolean late = events.stream().anyMatch(event -> event.kind() == EventKind.INIT || event.has("final"));
        for (int i = 0; i < events.size(); i++) {
            QemuEvent event = events.get(i);
            if (event.kind() == EventKind.NOTIFIER) {
                Map<String, String> fields = new HashMap<>(event.fields());
                fields.put("state", name(event, asksForRunning(events, i), isRead(events, i), late));
                events.set(
                        i,
                        new QemuEvent(event.line(), event.name(), event.kind(), event.device(), fields, event.text()));
            }
        }
    }

    private static String name(QemuEvent event, boolean asks, boolean read, boolean late) {
        Optional<Long> number = QemuEvent.parse(event.field("state"));
        if (number.isEmpty()) {
            return event.field("state");
        }
        int state = number.get().intValue();
        if (state == 0) {
            return "setup";
        } else if (state == 3 || (asks && (!read || (state == 2 && !late)))) {
            return "failed";
        }
        return state == 2 && !late ? "unknown" : "completed";
    }

    /** Whether the device's data have been read to their end in this attempt. */
    private static boolean isRead(List<QemuEvent> events, int index) {
        boolean read = false;
        for (QemuEvent event : events.subList(0, index)) {
            if (event.device().equals(events.get(index).device())) {
                boolean complete = event.kind() == EventKind.SAVE_COMPLETE || event.kind() == EventKind.THREAD_END;
                read = complete || (read && event.kind() != EventKind.SAVE_SETUP);
            }
        }
        return read;
    }

    private static boolean asksForRunning(List<QemuEvent> events, int index) {
        QemuEvent event = events.get(index);
        return events.stream()
                .skip(index + 1L)
                .filter(next -> next.device().equals(event.device()))
                .findFirst()
                .filter(next -> next.kind() == EventKind.REQUEST || next.kind() == EventKind.REACHED)
                .flatMap(next -> next.state(next.kind() == EventKind.REQUEST ? "new_state" : "state"))
                .filter(MigrationState.RUNNING::equals)
                .isPresent();
    }
}
