package dev.vmig.cli;

import dev.vmig.cli.page.DiagramBuilder;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.trace.qemu.Judgement;
import dev.vmig.trace.qemu.LogRule;
import dev.vmig.trace.qemu.QemuReport.DeviceReport;
import dev.vmig.trace.qemu.QemuReport.PathStep;
import dev.vmig.trace.qemu.QemuReport.VmReport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.commons.lang3.StringUtils;

/** The events of a VM in a log of QEMU as the steps of a diagram, a lane for each device. */
final class QemuStory {
    /** Of a longer log the steps around the first finding are drawn, or the first ones. */
    private static final int MOST_STEPS = 300;

    private static final String QEMU = "QEMU";

    /** The rules of the barrier. */
    private static final Set<String> BARRIER_RULES = Set.of("VMIG-VMM-016", "VMIG-VMM-017");

    private record Event(DeviceReport device, int line, String text, List<String> states, boolean isRejected) {
        String name() {
            return StringUtils.substringBefore(text, " ");
        }

        boolean isLike(Event other) {
            return !isRejected
                    && !other.isRejected
                    && device.name().equals(other.device.name())
                    && name().equals(other.name())
                    && states.equals(other.states);
        }
    }

    private record Run(Event last, int count) {}

    private final VmReport vm;
    private final LogTimes times;
    private final String title;

    QemuStory(VmReport vm, LogTimes times, String title) {
        this.vm = vm;
        this.times = times;
        this.title = title;
    }

    Diagram diagram() {
        Map<Integer, Mood> findings = new TreeMap<>();
        for (Judgement rule : vm.rules()) {
            Mood mood = rule.rule().level() == LogRule.Level.MUST ? Mood.BAD : Mood.UNSURE;
            rule.findings().forEach(finding -> findings.merge(finding.line(), mood, QemuStory::worse));
        }
        List<Run> runs = runs(findings);
        int bad = (int) runs.stream()
                .takeWhile(run ->
                        !run.last().isRejected() && findings.get(run.last().line()) != Mood.BAD)
                .count();
        int to = Math.min(runs.size(), Math.max(MOST_STEPS, bad == runs.size() ? 0 : bad + 1));
        int from = Math.max(0, to - MOST_STEPS);
        DiagramBuilder diagram = new DiagramBuilder(title, title, times.unit())
                .about(
                        "left out",
                        to - from == runs.size() ? "" : from + " steps before these, " + (runs.size() - to) + " after");
        Map<String, String> state = new TreeMap<>();
        List<String> devices = vm.devices().stream().map(DeviceReport::name).toList();
        P2pBarrier barrier = new P2pBarrier(
                (int) vm.devices().stream().filter(DeviceReport::migrates).count());
        for (int at = 0; at < to; at++) {
            Event event = runs.get(at).last();
            state.put(event.device().name(), String.join(" or ", event.states()));
            boolean isReached = barrier.isReachedBy(state.values());
            if (at >= from) {
                if (breaksBarrier(event.line())) {
                    diagram.barrier(label(event), devices.get(0), last(devices), P2pBarrier.BROKEN, Mood.BAD);
                }
                String times = runs.get(at).count() == 1 ? "" : runs.get(at).count() + " times, the last: ";
                Mood mood = event.isRejected() ? Mood.BAD : findings.getOrDefault(event.line(), Mood.PLAIN);
                diagram.step(label(event), lanes(event), times + event.text(), mood, state, "line " + event.line());
                if (at == bad) {
                    diagram.openHere();
                }
                if (isReached) {
                    diagram.barrier(label(event), devices.get(0), last(devices), P2pBarrier.REACHED, Mood.PLAIN);
                }
            }
        }
        tellFindings(diagram);
        return diagram.build(Comparator.comparingInt(devices::indexOf));
    }

    private boolean breaksBarrier(int line) {
        return vm.devices().size() > 1
                && vm.rules().stream()
                        .filter(rule -> BARRIER_RULES.contains(rule.rule().id()))
                        .anyMatch(rule -> rule.findings().stream().anyMatch(finding -> finding.line() == line));
    }

    private static String last(List<String> devices) {
        return devices.get(devices.size() - 1);
    }

    private static Mood worse(Mood one, Mood other) {
        return one == Mood.BAD ? one : other;
    }

    private List<Run> runs(Map<Integer, Mood> findings) {
        List<Event> events = new ArrayList<>();
        for (DeviceReport device : vm.devices()) {
            for (PathStep step : device.path()) {
                events.add(new Event(device, step.line(), step.event(), step.states(), false));
            }
            device.rejected()
                    .ifPresent(it -> events.add(new Event(device, it.line(), it.event(), List.of("rejected"), true)));
        }
        events.sort(Comparator.comparingInt(Event::line));
        List<Run> runs = new ArrayList<>();
        for (Event event : events) {
            Run last = runs.isEmpty() ? null : runs.get(runs.size() - 1);
            boolean joins = last != null && last.last().isLike(event) && !findings.containsKey(event.line());
            if (last != null && joins) {
                runs.set(runs.size() - 1, new Run(event, last.count() + 1));
            } else {
                runs.add(new Run(event, 1));
            }
        }
        return runs;
    }

    private void tellFindings(DiagramBuilder diagram) {
        for (Judgement rule : vm.rules()) {
            for (Judgement.Finding finding : rule.findings()) {
                diagram.end("Line " + finding.line() + ": " + rule.rule().id() + ", "
                        + rule.rule().level() + ": " + rule.rule().text());
                diagram.end((finding.device().isEmpty() ? "" : finding.device() + ": ") + finding.what());
                diagram.end("Allowed: " + finding.allowed());
            }
        }
    }

    private String label(Event event) {
        return times.clock().isEmpty()
                ? String.valueOf(event.line())
                : String.format(Locale.ROOT, "%.3f", times.of(event.line()));
    }

    private static List<String> lanes(Event event) {
        String device = event.device().name();
        String name = event.name();
        if (name.startsWith("vfio_load_") || name.contains("_query_") || name.endsWith("_set_state")) {
            return List.of(QEMU, device);
        }
        return name.startsWith("vfio_save_") ? List.of(device, QEMU) : List.of(device);
    }
}
