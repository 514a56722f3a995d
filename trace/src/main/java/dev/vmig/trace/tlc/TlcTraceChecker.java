package dev.vmig.trace.tlc;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.spec.ModelResult;
import dev.vmig.spec.ModelVerdict;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.TlcChecker;
import dev.vmig.spec.TlcOptions;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.trace.walk.TraceReport;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import dev.vmig.trace.walk.VmBarrier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Checks with TLC the verdicts of {@link TraceChecker}. */
public final class TlcTraceChecker {
    /** More time than any run takes that ends. */
    private static final Duration LIMIT = Duration.ofMinutes(30);

    private static final String CONFIG = "Trace.cfg";

    private final SpecFiles files;

    /** With the modules of the specification. */
    public TlcTraceChecker(SpecFiles files) {
        this.files = SpecOracles.withRuns(files)
                .withFile("TraceCalls.tla", bundled("TraceCalls"))
                .withFile("ContractAnswers.tla", bundled("ContractAnswers"))
                .withFile("ContractTrace.tla", bundled("ContractTrace"))
                .withFile("VirtioTrace.tla", bundled("VirtioTrace"))
                .withFile("BarrierTrace.tla", bundled("BarrierTrace"));
    }

    /**
     * Has TLC check each device of a trace and the barrier of each VM.
     *
     * @param report of the Java checker on that trace
     * @throws IllegalStateException if TLC reaches no verdict
     * @throws InterruptedException if the thread is interrupted; TLC has been ended then
     */
    public List<TlcOpinion> check(Trace trace, TraceReport report) throws InterruptedException {
        List<TlcOpinion> opinions = new ArrayList<>();
        for (int i = 0; i < report.devices().size(); i++) {
            opinions.add(check(
                    trace, trace.header().devices().get(i), report.devices().get(i)));
        }
        opinions.addAll(checkBarriers(trace, report));
        return opinions;
    }

    /** Has TLC check the barrier of each VM. */
    List<TlcOpinion> checkBarriers(Trace trace, TraceReport report) throws InterruptedException {
        List<TlcOpinion> opinions = new ArrayList<>();
        for (Map.Entry<String, Set<String>> vm :
                VmBarrier.vms(trace.header().devices()).entrySet()) {
            opinions.add(checkBarrier(trace, report, vm.getKey(), vm.getValue()));
        }
        return opinions;
    }

    /** Of the barrier as far as each device by itself was accepted. */
    private TlcOpinion checkBarrier(Trace trace, TraceReport report, String vm, Set<String> devices)
            throws InterruptedException {
        int before = report.devices().stream()
                .filter(device -> devices.contains(device.name()))
                .mapToInt(TlcTraceChecker::acceptedBefore)
                .min()
                .orElse(Integer.MAX_VALUE);
        List<TraceEvent> events = trace.lines().stream()
                .filter(line -> line.number() < before)
                .map(Trace.Line::event)
                .filter(event -> devices.contains(event.device()) && VmBarrier.concerns(event))
                .toList();
        int accepted = report.barriers().stream()
                .filter(breach -> breach.vm().equals(vm) && breach.line() < before)
                .mapToInt(breach -> breach.event() - 1)
                .findFirst()
                .orElse(events.size());
        SpecFiles about = files.withFile("TraceData.tla", TraceData.barrier(events));
        String constants = "Devices = " + TraceData.set(devices) + "\n";
        boolean reached = explains(about, "BarrierTrace", constants, accepted);
        boolean stopped = accepted == events.size() || !explains(about, "BarrierTrace", constants, accepted + 1);
        return new TlcOpinion("the barrier of " + vm, accepted, reached, stopped);
    }

    private static int acceptedBefore(DeviceReport device) {
        return device.givenUp().isPresent()
                ? 0
                : device.rejected().map(TraceReport.Place::line).orElse(Integer.MAX_VALUE);
    }

    private TlcOpinion check(Trace trace, TraceHeader.Device device, DeviceReport report) throws InterruptedException {
        List<TraceEvent> events = trace.lines().stream()
                .map(Trace.Line::event)
                .filter(event -> event.device().equals(device.name()))
                .toList();
        boolean virtio = device.driver().equals(TraceHeader.VFIO_VIRTIO);
        String constants = virtio
                ? "CommandErrnos = " + TraceData.set(commandErrnos(events)) + "\n"
                : "ArcErrnos = {\"EANY\"}\nImageErrnos = {\"EANY\"}\n";
        SpecFiles about = files.withFile(
                "TraceData.tla",
                TraceData.module(
                        events,
                        FeatureSet.of(device.features()),
                        trace.header().vmigTrace(),
                        trace.complete(),
                        report));
        String module = virtio ? "VirtioTrace" : "ContractTrace";
        boolean reached = explains(about, module, constants, report.accepted());
        boolean stopped = report.rejected().isEmpty() || !explains(about, module, constants, report.accepted() + 1);
        return new TlcOpinion(device.name(), report.accepted(), reached, stopped);
    }

    /** The errnos of admin commands; one that succeeds with an empty result fails an arc with EINVAL. */
    private static Set<String> commandErrnos(List<TraceEvent> events) {
        Set<String> errnos = new TreeSet<>(Set.of("EINVAL"));
        for (TraceEvent event : events) {
            if (event instanceof TraceEvent.Completion completion) {
                errnos.add(completion.errno());
            }
        }
        errnos.remove("0");
        return errnos;
    }

    /** Whether some behaviour explains this number of events. */
    private static boolean explains(SpecFiles about, String module, String constants, int events)
            throws InterruptedException {
        if (events == 0) {
            return true;
        }
        String config = "SPECIFICATION TraceSpec\nINVARIANT NotExplained\nCHECK_DEADLOCK FALSE\nCONSTANTS\n"
                + "Reach = " + events + "\n" + constants;
        // One worker, breadth first: the search does not depend on chance.
        TlcOptions options = TlcOptions.of(1, LIMIT).withoutCoverage();
        ModelResult result = TlcChecker.check(about.withFile(CONFIG, config), module, CONFIG, options, progress -> {});
        if (result.verdict() == ModelVerdict.INVARIANT_VIOLATED) {
            return true;
        } else if (result.verdict() == ModelVerdict.HOLDS) {
            return false;
        }
        throw new IllegalStateException("TLC: " + result.verdict() + ": " + result.message());
    }

    private static String bundled(String module) {
        try (InputStream in = TlcTraceChecker.class.getResourceAsStream(module + ".tla")) {
            return new String(Objects.requireNonNull(in, module).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(module, e);
        }
    }
}
