package dev.vmig.trace.walk;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.trace.Trace;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceEvent.ResetDone;
import dev.vmig.trace.TraceEvent.SetState;
import dev.vmig.trace.TraceEvent.SetStateDone;
import dev.vmig.trace.TraceHeader.Device;
import dev.vmig.trace.walk.TraceReport.BarrierBreach;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The barrier between the devices of a VM (module {@code PeerToPeer}): no device is stopped while another may still write
 * into it, and none is let go before all others can take writes. It is judged between devices with RUNNING_P2P, from the
 * states that they are known to be in, that is, while no request is in flight.
 */
final class VmBarrier {
    private static final Set<String> STARTS_DMA = Set.of("RUNNING", "PRE_COPY");
    private static final Set<String> STOPPED = Set.of("STOP", "STOP_COPY", "RESUMING");

    /** What is known of a device: a device that is loaded has not run for the VM yet. */
    private record Standing(String state, boolean letGo, boolean loaded) {
        static final Standing OPENED = new Standing("RUNNING", false, false);

        Standing in(String next) {
            return new Standing(
                    next,
                    STARTS_DMA.contains(next) && (letGo || !STARTS_DMA.contains(state)),
                    next.equals("RESUMING") || (loaded && STOPPED.contains(next)));
        }

        /** Whether the first may start a write into the second, in which nothing may change. */
        static boolean endanger(Standing first, Standing second) {
            return STARTS_DMA.contains(first.state)
                    && STOPPED.contains(second.state)
                    && (first.letGo || !second.loaded);
        }
    }

    private final Map<String, String> vms = new HashMap<>();
    private final Map<String, Standing> standings = new HashMap<>();
    private final Set<String> inFlight = new HashSet<>();
    private final Set<String> broken = new HashSet<>();
    private final List<BarrierBreach> breaches = new ArrayList<>();

    VmBarrier(List<Device> devices) {
        for (Device device : devices) {
            if (!device.vm().isEmpty() && FeatureSet.of(device.features()).hasP2p()) {
                vms.put(device.name(), device.vm());
                standings.put(device.name(), Standing.OPENED);
            }
        }
    }

    List<BarrierBreach> breaches() {
        return List.copyOf(breaches);
    }

    void accept(Trace.Line line) {
        TraceEvent event = line.event();
        Standing standing = standings.get(event.device());
        if (standing == null) {
            return;
        } else if (event instanceof SetState) {
            inFlight.add(event.device());
        } else if (event instanceof SetStateDone done) {
            inFlight.remove(event.device());
            if (!done.state().isEmpty()) {
                standings.put(event.device(), standing.in(done.state()));
                judge(line);
            }
        } else if (event instanceof ResetDone) {
            standings.put(event.device(), Standing.OPENED);
        }
    }

    private void judge(Trace.Line line) {
        String device = line.event().device();
        String vm = vms.getOrDefault(device, "");
        peerAtOdds(device, vm)
                .filter(peer -> broken.add(vm))
                .ifPresent(
                        peer -> breaches.add(
                                new BarrierBreach(
                                        line.number(),
                                        device,
                                        vm,
                                        device + " is in " + state(device) + " while " + peer + " of the same VM is in "
                                                + state(peer)
                                                + " (expected: every device in a P2P state or stopped before one is stopped or let go)")));
    }

    private Optional<String> peerAtOdds(String device, String vm) {
        Standing own = standing(device);
        return standings.keySet().stream()
                .filter(peer -> !peer.equals(device) && vm.equals(vms.get(peer)) && !inFlight.contains(peer))
                .filter(peer -> Standing.endanger(own, standing(peer)) || Standing.endanger(standing(peer), own))
                .sorted()
                .findFirst();
    }

    private String state(String device) {
        return standing(device).state();
    }

    private Standing standing(String device) {
        @Nullable Standing standing = standings.get(device);
        return standing == null ? Standing.OPENED : standing;
    }
}
