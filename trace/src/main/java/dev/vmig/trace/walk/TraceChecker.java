package dev.vmig.trace.walk;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.TraceHeader.Device;
import dev.vmig.trace.walk.TraceReport.DeviceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Checks whether a recorded run is a behaviour of the specification, device by device. */
public final class TraceChecker {
    /** What a command is taken to fail with if it succeeds but brings nothing. */
    private static final String USELESS = "EINVAL";

    private final SpecOracles oracles;

    /** A checker that opens what it needs. */
    public TraceChecker(SpecOracles oracles) {
        this.oracles = oracles;
    }

    /** Checks all devices of a trace. */
    public TraceReport check(Trace trace) {
        Map<String, SpecMoves> moves = trace.header().devices().stream()
                .map(Device::driver)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), driver -> moves(driver, trace)));
        List<DeviceReport> reports = new ArrayList<>();
        for (Device device : trace.header().devices()) {
            SpecMoves own = Objects.requireNonNull(moves.get(device.driver()));
            reports.add(walk(trace, device, new SpecWalk(own, initialStates(own, device.features()))));
        }
        boolean answered = reports.stream().allMatch(DeviceReport::answered);
        return new TraceReport(reports, trace.complete() && answered);
    }

    private static DeviceReport walk(Trace trace, Device device, SpecWalk walk) {
        int accepted = 0;
        for (Trace.Line line : trace.lines()) {
            if (line.event().device().equals(device.name())) {
                Optional<Rejection> rejection = walk.accept(line.event());
                if (rejection.isPresent()) {
                    return new DeviceReport(
                            device.name(),
                            accepted,
                            Optional.of(new TraceReport.Place(line.number(), rejection.get())),
                            true);
                }
                accepted++;
            }
        }
        return new DeviceReport(device.name(), accepted, Optional.empty(), walk.isAtRest());
    }

    private SpecMoves moves(String driver, Trace trace) {
        if (driver.equals(TraceHeader.VFIO_VIRTIO)) {
            return SpecMoves.ofVirtioVf(oracles.virtioVf(commandErrnos(trace), Set.of()));
        }
        Set<String> errnos = answerErrnos(trace);
        return SpecMoves.ofVfioMigration(oracles.vfioMigration(errnos, errnos));
    }

    /** What admin commands fail with in a trace, for the constants of the specification. */
    public static Set<String> commandErrnos(Trace trace) {
        return errnos(trace, TraceEvent.Completion.class);
    }

    /** What requests fail with. */
    public static Set<String> answerErrnos(Trace trace) {
        return errnos(trace, TraceEvent.SetStateDone.class);
    }

    private static Set<String> errnos(Trace trace, Class<? extends TraceEvent> kind) {
        Set<String> errnos = new TreeSet<>(Set.of(USELESS));
        for (Trace.Line line : trace.lines()) {
            if (kind.isInstance(line.event())) {
                errnos.add(
                        line.event() instanceof TraceEvent.Completion completion
                                ? completion.errno()
                                : ((TraceEvent.SetStateDone) line.event()).errno());
            }
        }
        errnos.remove("0");
        return errnos;
    }

    /** Initial states of the specification for a device with these features. */
    public static List<SpecState> initialStates(SpecMoves moves, int features) {
        Set<String> named = SpecOracles.featureNames(FeatureSet.of(features));
        return moves.oracle().initialStates().stream()
                .filter(state -> named.equals(state.get("features")))
                .toList();
    }
}
