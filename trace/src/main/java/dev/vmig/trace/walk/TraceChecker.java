package dev.vmig.trace.walk;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceFormatException;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.TraceHeader.Device;
import dev.vmig.trace.TraceReader;
import dev.vmig.trace.walk.TraceReport.BarrierBreach;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks whether a recorded run is a behaviour of the specification, device by device. */
public final class TraceChecker {
    private final SpecOracles oracles;
    private final Map<String, SpecMoves> moves = new HashMap<>();

    /** A checker that opens modules on demand. */
    public TraceChecker(SpecOracles oracles) {
        this.oracles = oracles;
    }

    /** Checks all devices of a trace. */
    public TraceReport check(Trace trace) {
        Run run = new Run(trace.header());
        trace.lines().forEach(run::accept);
        return run.report(trace.complete());
    }

    /**
     * Checks a trace while it is read, in memory that does not depend on its length.
     *
     * @throws TraceFormatException if the trace is invalid or empty
     */
    public TraceReport check(TraceReader reader) throws IOException {
        Run run = new Run(reader.header());
        for (Optional<Trace.Line> line = reader.next(); line.isPresent(); line = reader.next()) {
            run.accept(line.get());
        }
        return run.report(reader.complete());
    }

    private final class Run {
        private final Map<String, DeviceCheck> devices = new LinkedHashMap<>();
        private final Map<String, VmBarrier> barriers;
        private final Map<String, String> vms = new HashMap<>();
        private final List<BarrierBreach> breaches = new ArrayList<>();

        Run(TraceHeader header) {
            barriers = VmBarrier.of(header.devices());
            header.devices().forEach(device -> vms.put(device.name(), device.vm()));
            for (Device device : header.devices()) {
                SpecWalk walk = walk(device, header.vmigTrace());
                devices.put(device.name(), new DeviceCheck(device.name(), walk, Departure.of(device.driver())));
            }
        }

        void accept(Trace.Line line) {
            DeviceCheck device = devices.get(line.event().device());
            if (device != null) {
                device.accept(line);
            }
            VmBarrier barrier = barriers.get(vms.getOrDefault(line.event().device(), ""));
            if (barrier != null) {
                barrier.accept(line).ifPresent(breaches::add);
            }
        }

        TraceReport report(boolean complete) {
            List<DeviceReport> reports = new ArrayList<>();
            List<String> notes = new ArrayList<>();
            devices.forEach((name, device) -> {
                reports.add(device.report(complete));
                if (device.unjudgedDmas() > 0) {
                    notes.add(name + ": " + device.unjudgedDmas()
                            + " DMAs in P2P states are not judged: the trace does not record their target");
                }
            });
            boolean answered = reports.stream().allMatch(DeviceReport::answered);
            return new TraceReport(reports, breaches, complete && answered, notes);
        }
    }

    /** A walk of a device from its initial states, by the current version of traces. */
    public SpecWalk walk(Device device) {
        return walk(device, TraceHeader.VERSION);
    }

    private SpecWalk walk(Device device, int version) {
        SpecMoves own = moves(device.driver().equals(TraceHeader.VFIO_VIRTIO), version);
        return new SpecWalk(own, initialStates(own, device.features()));
    }

    private SpecMoves moves(boolean virtio, int version) {
        Rules rules = version == 1 ? Rules.VERSION_1 : Rules.VERSION_2;
        return moves.computeIfAbsent(virtio + " " + rules, key -> {
            Oracle oracle = virtio ? oracles.virtioRun() : oracles.contractRun();
            return new SpecMoves(oracle, virtio ? new VirtioEvents(rules) : new ContractEvents(rules));
        });
    }

    /** Initial states of the specification for a device with these features. */
    public static List<SpecState> initialStates(SpecMoves moves, int features) {
        Set<String> named = SpecOracles.featureNames(FeatureSet.of(features));
        return moves.oracle().initialStates().stream()
                .filter(state -> named.equals(state.get("features")))
                .toList();
    }
}
