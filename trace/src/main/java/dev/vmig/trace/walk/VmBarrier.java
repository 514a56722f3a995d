package dev.vmig.trace.walk;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.Reset;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceHeader.Device;
import dev.vmig.trace.walk.TraceReport.BarrierBreach;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The barrier between the devices of a VM (module {@code DeviceBarrier}): no device is stopped or loaded while another
 * may still write to it, and none runs before all others accept writes. It is judged between devices with RUNNING_P2P,
 * as in {@code BarrierTrace.tla}. The events hold if an explanation is left: the VM runs when the trace begins, or its
 * devices were opened to be loaded.
 */
public final class VmBarrier {
    private final String vm;
    private final List<BarrierExplanation> explanations;
    private int events;

    private VmBarrier(String vm, Set<String> devices) {
        this.vm = vm;
        explanations =
                new ArrayList<>(List.of(BarrierExplanation.running(devices), BarrierExplanation.opened(devices)));
    }

    /** The barriers of a trace: one per VM with at least two devices that have P2P. */
    static Map<String, VmBarrier> of(List<Device> devices) {
        Map<String, VmBarrier> barriers = new LinkedHashMap<>();
        for (Map.Entry<String, Set<String>> vm : vms(devices).entrySet()) {
            barriers.put(vm.getKey(), new VmBarrier(vm.getKey(), vm.getValue()));
        }
        return barriers;
    }

    /** The VMs of a trace with at least two P2P devices, and the names of these devices. */
    public static Map<String, Set<String>> vms(List<Device> devices) {
        Map<String, Set<String>> vms = new LinkedHashMap<>();
        for (Device device : devices) {
            if (!device.vm().isEmpty() && FeatureSet.of(device.features()).hasP2p()) {
                vms.computeIfAbsent(device.vm(), vm -> new TreeSet<>()).add(device.name());
            }
        }
        vms.values().removeIf(names -> names.size() < 2);
        return vms;
    }

    /** Whether an event concerns the barrier. */
    public static boolean concerns(TraceEvent event) {
        return event instanceof SetState
                || event instanceof SetStateDone
                || event instanceof Reset
                || event instanceof ResetDone;
    }

    /** The first violation of the barrier. */
    Optional<BarrierBreach> accept(Trace.Line line) {
        if (explanations.isEmpty() || !concerns(line.event())) {
            return Optional.empty();
        }
        events++;
        Optional<String> first = Optional.empty();
        for (BarrierExplanation explanation : List.copyOf(explanations)) {
            Optional<String> breach = explanation.accept(line.event());
            if (breach.isPresent()) {
                explanations.remove(explanation);
                first = first.or(() -> breach);
            }
        }
        return first.filter(reason -> explanations.isEmpty())
                .map(
                        reason -> new BarrierBreach(
                                line.number(),
                                line.event().device(),
                                vm,
                                events,
                                reason
                                        + " (expected: every device in a P2P state or stopped before one is stopped or let go)"));
    }
}
