package dev.vmig.trace.qemu;

import dev.vmig.fsm.MigrationState;
import dev.vmig.trace.qemu.LogStep.How;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What is loaded into a device between RESUMING and what it leaves it for: data, with multifd by numbered buffers, then
 * the configuration.
 *
 * <p>Buffers arrive in any order. The last index is the configuration's, which is not written to the device; all below
 * it are written once, in order.
 */
final class LoadRules {
    private final Timeline timeline;
    private final Judge judge;
    private final String device;
    private final TreeSet<Long> arrived = new TreeSet<>();
    private final List<Long> written = new ArrayList<>();
    private Optional<Long> writing = Optional.empty();
    private Optional<LogStep> failed = Optional.empty();
    private Optional<LogStep> config = Optional.empty();
    private Optional<LogStep> configBegins = Optional.empty();
    private Optional<LogStep> lastData = Optional.empty();
    private boolean broken;

    private LoadRules(Timeline timeline, Judge judge, String device) {
        this.timeline = timeline;
        this.judge = judge;
        this.device = device;
    }

    static void judge(Timeline timeline, Judge judge) {
        for (Timeline.Device device : timeline.migrating()) {
            Optional<LoadRules> session = Optional.empty();
            for (LogStep step : timeline.steps()) {
                if (!step.device().equals(device.name()) && !step.is(EventKind.LOAD_GIVEN_UP)) {
                    continue;
                }
                if (session.isPresent() && session.get().take(step)) {
                    session = Optional.empty();
                }
                if (step.reaches(MigrationState.RESUMING)) {
                    session = Optional.of(new LoadRules(timeline, judge, device.name()));
                }
            }
        }
        if (!timeline.traces(EventKind.CONFIG_LOADED) && !timeline.traces(EventKind.CONFIG_START)) {
            judge.cannotSee(LogRule.VMM_022, "the loading of the configuration is not traced");
        }
        if (!timeline.traces(EventKind.LOAD_DATA) && !timeline.traces(EventKind.LOAD_BUFFER)) {
            judge.cannotSee(LogRule.VMM_009, "no vfio_load_state_device_* is traced");
        }
    }

    /** Takes a step of the device in RESUMING; whether it has left. */
    private boolean take(LogStep step) {
        switch (step.kind()) {
            case LOAD_DATA -> {
                if ((int) step.event().number("ret") < 0) {
                    failed = failed.or(() -> Optional.of(step));
                }
                data(step);
            }
            case LOAD_FAILED, LOAD_GIVEN_UP -> failed = failed.or(() -> Optional.of(step));
            case BUFFER_IN -> arrives(step);
            case BUFFER_START -> {
                writing = Optional.of(step.event().number("idx"));
                data(step);
            }
            case LOAD_BUFFER -> buffer(step);
            case CONFIG_START -> configBegins = Optional.of(step);
            case CONFIG_LOADED -> config = Optional.of(step);
            default -> {}
        }
        boolean left = step.how() != How.NONE && !step.isAfter(MigrationState.RESUMING);
        if (left && step.how() == How.ASKED) {
            leaves(step);
        }
        return left;
    }

    private void arrives(LogStep step) {
        long index = step.event().number("idx");
        if (!arrived.add(index)) {
            breaks(step, "buffer " + index + " arrives twice", "each buffer once");
        }
    }

    private void buffer(LogStep step) {
        long index = step.event().number("idx");
        long expected = written.size();
        if (index != expected) {
            breaks(step, "buffer " + index + " is loaded", "buffer " + expected + ", in the order of the indexes");
        } else if (timeline.traces(EventKind.BUFFER_IN) && !arrived.contains(index)) {
            breaks(step, "buffer " + index + " is loaded, and has not arrived", "a buffer that has arrived");
        } else {
            judge.holds(LogRule.VMM_009);
        }
        if (writing.isPresent() && writing.get() != index) {
            breaks(
                    step,
                    "buffer " + index + " is loaded while buffer " + writing.get() + " is being written",
                    "one after the other");
        }
        writing = Optional.empty();
        written.add(index);
        data(step);
    }

    private void data(LogStep step) {
        lastData = Optional.of(step);
        if (config.isPresent()) {
            judge.breaks(
                    LogRule.VMM_022,
                    step.line(),
                    device,
                    "data are loaded after the configuration of line "
                            + config.get().line(),
                    "the configuration last");
            broken = true;
        }
    }

    private void leaves(LogStep step) {
        failed.ifPresent(load -> judge.breaks(
                LogRule.RESULTS,
                step.line(),
                device,
                "the device leaves RESUMING, although loading failed in line " + load.line(),
                "an end of the migration"));
        if (failed.isEmpty() && (lastData.isPresent() || !written.isEmpty())) {
            judge.holds(LogRule.RESULTS);
        }
        boolean tracesWrites = timeline.traces(EventKind.LOAD_BUFFER);
        writing.filter(index -> tracesWrites)
                .ifPresent(index -> breaks(
                        step,
                        "the device leaves RESUMING while buffer " + index + " is being written",
                        "its end first"));
        if (!arrived.isEmpty() && (tracesWrites || writing.isEmpty())) {
            long last = arrived.last();
            Optional<Long> gap = missing(last);
            if (gap.isPresent()) {
                breaks(
                        step,
                        "the device leaves RESUMING, and buffer " + gap.get() + " below the last index " + last
                                + " was not loaded",
                        "each buffer below the configuration's index " + last);
            } else if (written.contains(last)) {
                breaks(
                        step,
                        "buffer " + last + " is the last that arrived, and was loaded as data",
                        "the configuration with the last index");
            } else {
                judge.holds(LogRule.VMM_009);
            }
        }
        configured(step);
    }

    private Optional<Long> missing(long last) {
        for (long index = 0; index < last; index++) {
            if (!written.contains(index)) {
                return Optional.of(index);
            }
        }
        return Optional.empty();
    }

    private void configured(LogStep step) {
        // With multifd all of it is printed by one thread, under names that begin alike.
        boolean traced = timeline.traces(EventKind.CONFIG_LOADED) || configBegins.isPresent() || !written.isEmpty();
        if (!traced || broken) {
            return;
        }
        judge.judge(
                LogRule.VMM_022,
                config.isPresent(),
                step,
                configBegins.isPresent()
                        ? "the device leaves RESUMING before its configuration, begun in line "
                                + configBegins.get().line() + ", is loaded"
                        : "the device leaves RESUMING without its configuration",
                "the configuration first");
    }

    private void breaks(LogStep step, String what, String allowed) {
        judge.breaks(LogRule.VMM_009, step.line(), device, what, allowed);
    }
}
