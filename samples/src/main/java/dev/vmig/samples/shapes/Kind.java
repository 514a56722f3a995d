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
 * @param departures that it can be made with
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
    /** Makes a driver for a device that has just been powered on. */
    @FunctionalInterface
    interface Maker {
        /** The driver; the device goes by that time. */
        BasicDriver make(SmallDevice device, VirtualTime time, Set<DepartureSwitch> departures);
    }

    ShapeTestee testee(String name, Set<DepartureSwitch> with) {
        return new ShapeTestee(
                new Shape(name, features, uapi, traits, ports),
                stateSize,
                (device, time) -> maker.make(device, time, with));
    }
}
