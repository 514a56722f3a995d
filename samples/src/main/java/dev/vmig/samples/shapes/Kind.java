package dev.vmig.samples.shapes;

import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.vmm.VirtualTime;
import java.util.List;
import java.util.Set;

/**
 * A kind of driver.
 *
 * @param stateSize of its devices, in bytes
 * @param departures that it supports
 */
record Kind(
        String id,
        FeatureSet features,
        UapiVersion uapi,
        Set<Trait> traits,
        Set<Port> ports,
        int stateSize,
        List<DepartureSwitch> departures,
        Maker maker) {
    /** Creates drivers. */
    @FunctionalInterface
    interface Maker {
        /** Creates a driver for a device after power-on, with its clock. */
        BasicDriver make(SmallDevice device, VirtualTime time, Set<DepartureSwitch> departures);
    }

    ShapeTestee testee(String name, Set<DepartureSwitch> with) {
        return new ShapeTestee(
                new Shape(name, features, uapi, traits, ports),
                stateSize,
                (device, time) -> maker.make(device, time, with));
    }
}
