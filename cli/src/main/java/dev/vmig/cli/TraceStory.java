package dev.vmig.cli;

import dev.vmig.cli.page.DiagramBuilder;
import dev.vmig.cli.page.ReportPage.Chart;
import dev.vmig.cli.page.ReportPage.Diagram;
import dev.vmig.cli.page.ReportPage.Mood;
import dev.vmig.cli.page.ReportPage.Section;
import dev.vmig.cli.page.ReportPage.Span;
import dev.vmig.cli.page.ReportPage.Track;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Command;
import dev.vmig.trace.TraceEvent.Completion;
import dev.vmig.trace.TraceEvent.Dma;
import dev.vmig.trace.TraceEvent.Doorbell;
import dev.vmig.trace.TraceEvent.FunctionReset;
import dev.vmig.trace.TraceEvent.GetStateDone;
import dev.vmig.trace.TraceEvent.Interrupt;
import dev.vmig.trace.TraceEvent.ReadDone;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.walk.EventText;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The events of a trace as the steps of a diagram; of a long trace, the last ones. Runs of like events are one step. */
final class TraceStory {
    private static final int MOST_STEPS = 250;
    private static final double NANOS_PER_MILLI = 1e6;

    /** With more devices than these, each has a single lane. */
    private static final int SPLIT_DEVICES = 3;

    private record Told(
            int line,
            long at,
            String like,
            int count,
            List<String> lanes,
            String text,
            Map<String, String> state,
            boolean barrier) {}

    private final DiagramBuilder diagram;
    private final List<String> devices;
    private final Map<String, String> vms;
    private final Map<String, P2pBarrier> barriers = new TreeMap<>();
    private final Map<String, Map<String, String>> states = new TreeMap<>();
    private final Deque<Told> steps = new ArrayDeque<>();
    private final Map<String, String> state = new TreeMap<>();
    private final Map<String, List<Span>> spans = new LinkedHashMap<>();
    private boolean isRejected;
    private int leftOut;
    private double now;

    /** Of some of the devices. */
    TraceStory(String id, String title, List<TraceHeader.Device> devices) {
        diagram = new DiagramBuilder(id, title, "line");
        this.devices = devices.stream().map(TraceHeader.Device::name).toList();
        this.vms = devices.stream().collect(Collectors.toMap(TraceHeader.Device::name, TraceHeader.Device::vm));
    }

    /** Adds an event, which may be the rejected one. */
    void add(Trace.Line line, boolean rejected) {
        TraceEvent event = line.event();
        if (!devices.contains(event.device())) {
            return;
        }
        isRejected = rejected;
        now = event.at() / NANOS_PER_MILLI;
        follow(event);
        String like = rejected ? "" : like(event);
        Told last = steps.peekLast();
        int count = 1;
        if (last != null && !like.isEmpty() && like.equals(last.like())) {
            count = last.count() + 1;
            steps.removeLast();
        }
        String text = count == 1 ? EventText.of(event) : count + " events like: " + EventText.of(event);
        add(new Told(line.number(), event.at(), like, count, lanes(event), text, Map.copyOf(state), false));
        if (reachesBarrier(event.device())) {
            add(barrier(line.number(), event, P2pBarrier.REACHED));
        }
    }

    /** Marks the last event, which breaks the barrier. */
    void breakBarrier(Trace.Line line) {
        add(barrier(line.number(), line.event(), P2pBarrier.BROKEN));
    }

    private void add(Told step) {
        steps.addLast(step);
        if (steps.size() > MOST_STEPS) {
            steps.removeFirst();
            leftOut++;
        }
    }

    private boolean reachesBarrier(String device) {
        String vm = vms.getOrDefault(device, "");
        int ofVm = (int) vms.values().stream().filter(vm::equals).count();
        Map<String, String> reached = states.getOrDefault(vm, Map.of());
        return barriers.computeIfAbsent(vm, name -> new P2pBarrier(ofVm)).isReachedBy(reached.values());
    }

    private Told barrier(int line, TraceEvent event, String text) {
        String vm = vms.getOrDefault(event.device(), "");
        List<String> ofVm =
                devices.stream().filter(name -> vm.equals(vms.get(name))).toList();
        List<String> ends = List.of(deviceLane(ofVm.get(0)), deviceLane(ofVm.get(ofVm.size() - 1)));
        return new Told(line, event.at(), "", 1, ends, text, Map.of(), true);
    }

    private String deviceLane(String device) {
        return devices.size() > SPLIT_DEVICES ? device : devices.size() > 1 ? device + " driver" : "driver";
    }

    void end(String line) {
        diagram.end(line);
    }

    Diagram diagram() {
        diagram.about("left out", leftOut == 0 ? "" : leftOut + " steps before these");
        for (Told step : steps) {
            boolean isBad = isRejected && step.equals(steps.peekLast());
            if (step.barrier()) {
                Mood mood = step.text().equals(P2pBarrier.BROKEN) ? Mood.BAD : Mood.PLAIN;
                diagram.barrier(
                        String.valueOf(step.line()),
                        step.lanes().get(0),
                        step.lanes().get(1),
                        step.text(),
                        mood);
                continue;
            }
            diagram.step(
                    String.valueOf(step.line()),
                    step.lanes(),
                    step.text(),
                    isBad ? Mood.BAD : Mood.PLAIN,
                    step.state(),
                    String.format(Locale.ROOT, "line %d, at %.3f ms", step.line(), step.at() / NANOS_PER_MILLI));
            if (isBad) {
                diagram.openHere();
            }
        }
        return diagram.build(Comparator.comparingInt(this::rank).thenComparing(Comparator.naturalOrder()));
    }

    /** The states of the devices over time; none if the events have no time. */
    Optional<Section> chart(String title) {
        if (now <= 0 || spans.isEmpty()) {
            return Optional.empty();
        }
        List<Track> tracks = new ArrayList<>();
        spans.forEach((device, of) -> {
            List<Span> closed = new ArrayList<>(of);
            closed.set(closed.size() - 1, until(closed.get(closed.size() - 1)));
            tracks.add(new Track(device, closed));
        });
        return Optional.of(new Chart(title, "ms", 0, now, tracks, ""));
    }

    /** What the answers tell of the device; the specification knows more. */
    private void follow(TraceEvent event) {
        String device = event.device();
        if (event instanceof SetStateDone done) {
            reach(device, done.state());
            put(device, "answer", done.errno());
            if (done.errno().equals("0")) {
                put(device, "data file", done.dataFile() ? "open" : "none");
            }
        } else if (event instanceof GetStateDone done) {
            reach(device, done.state());
        } else if (event instanceof ResetDone done) {
            reach(device, done.state());
            put(device, "data file", "none");
        } else if (event instanceof TraceEvent.SetState asked) {
            put(device, "requested", asked.requested());
        } else if (event instanceof ReadDone done) {
            count(device, "bytes read", done.bytes());
        } else if (event instanceof TraceEvent.Read done) {
            count(device, "bytes read", done.bytes());
        } else if (event instanceof TraceEvent.Write write) {
            count(device, "bytes written", write.bytes());
        } else if (event instanceof Command command) {
            put(device, "command", command.command());
        } else if (event instanceof Completion completion) {
            put(device, "command", "none");
            put(device, "last status", completion.errno());
        }
    }

    private void put(String device, String name, String value) {
        state.put((devices.size() > 1 ? device + " " : "") + name, value);
    }

    private void count(String device, String name, long bytes) {
        String key = (devices.size() > 1 ? device + " " : "") + name;
        state.merge(key, String.valueOf(bytes), (sum, more) -> String.valueOf(Long.parseLong(sum) + bytes));
    }

    private void reach(String device, String reached) {
        if (reached.isEmpty()) {
            return;
        }
        put(device, "state", reached);
        states.computeIfAbsent(vms.getOrDefault(device, ""), vm -> new TreeMap<>())
                .put(device, reached);
        List<Span> of = spans.computeIfAbsent(device, name -> new ArrayList<>());
        if (of.isEmpty() || !of.get(of.size() - 1).label().equals(reached)) {
            if (!of.isEmpty()) {
                of.set(of.size() - 1, until(of.get(of.size() - 1)));
            }
            of.add(new Span(now, now, reached, ""));
        }
    }

    private Span until(Span span) {
        return new Span(span.from(), now, span.label(), span.detail());
    }

    /** What runs of are one step; empty if the event stands by itself. */
    private static String like(TraceEvent event) {
        boolean bytes = event instanceof TraceEvent.ReadCall
                || event instanceof ReadDone
                || event instanceof TraceEvent.Read
                || event instanceof TraceEvent.Write
                || event instanceof TraceEvent.WriteDone;
        boolean bus = event instanceof Doorbell || event instanceof Dma || event instanceof Interrupt;
        String kind = bytes ? "bytes" : bus ? "bus" : "";
        return kind.isEmpty() ? "" : kind + " " + event.device();
    }

    private List<String> lanes(TraceEvent event) {
        String name = event.device();
        if (devices.size() > SPLIT_DEVICES) {
            return event instanceof TraceEvent.Begin
                    ? List.of("VMM", name)
                    : event instanceof TraceEvent.Answer ? List.of(name, "VMM") : List.of(name);
        }
        String prefix = devices.size() > 1 ? name + " " : "";
        String driver = prefix + "driver";
        String device = prefix + "device";
        String file = prefix + "data file";
        if (event instanceof TraceEvent.Begin begin) {
            return List.of("VMM", isOfFile(begin.call()) ? file : driver);
        } else if (event instanceof TraceEvent.Answer answer) {
            return List.of(isOfFile(answer.call()) ? file : driver, "VMM");
        } else if (event instanceof TraceEvent.Read) {
            return List.of(file, "VMM");
        } else if (event instanceof Command || event instanceof FunctionReset) {
            return List.of(driver, device);
        } else if (event instanceof Completion) {
            return List.of(device, driver);
        } else if (event instanceof Dma dma && devices.contains(dma.to()) && devices.size() > 1) {
            return List.of(device, dma.to() + " device");
        }
        return List.of(device);
    }

    private static boolean isOfFile(TraceEvent.Call call) {
        return switch (call) {
            case READ, WRITE, PRECOPY_INFO, CLOSE -> true;
            case SET_STATE, GET_STATE, DATA_SIZE, RESET -> false;
        };
    }

    private int rank(String lane) {
        if (lane.equals("VMM")) {
            return -1;
        }
        int kind = lane.endsWith("data file") ? 0 : lane.endsWith("driver") ? 1 : 2;
        int best = 0;
        for (int at = 0; at < devices.size(); at++) {
            if (lane.startsWith(devices.get(at) + " ") || lane.equals(devices.get(at))) {
                best = at;
            }
        }
        return best * 3 + kind;
    }
}
