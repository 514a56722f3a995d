package dev.vmig.device;

import java.util.Set;
import org.apache.commons.lang3.Validate;

/**
 * An owner and its members; fixed for their lifetime.
 *
 * @param vfs number of members, 1 to 65535
 * @param queuePairs receive and transmit pairs of each VF, 1 to 32767, besides a control queue; of a block device: request
 *     queues
 * @param getLimit get_parts_resource_objects_limit that the owner offers, 0 to 255
 * @param setLimit set_parts_resource_objects_limit that the owner offers, 0 to 255
 * @param objectCapacity device parts objects that fit into the owner at once, whatever the limits say
 * @param profile how literally LIST_USE is taken
 * @param order of commands on the admin virtqueue
 * @param latency how long everything takes
 * @param faults what goes wrong, and when
 * @param broken what the device does wrong all the time; empty except in tests of the tests
 * @param seed of traffic, permanent MAC addresses and jitter
 * @param personality what it has that others may lack
 */
public record PfConfig(
        int vfs,
        int queuePairs,
        int getLimit,
        int setLimit,
        int objectCapacity,
        DeviceProfile profile,
        AdminOrder order,
        LatencyModel latency,
        FaultPlan faults,
        Set<FaultyBehaviour> broken,
        long seed,
        DevicePersonality personality) {
    /** Checks the ranges. */
    public PfConfig {
        range("vfs", vfs, 1, 0xffff);
        range("queuePairs", queuePairs, 1, 0x7fff);
        range("getLimit", getLimit, 0, 0xff);
        range("setLimit", setLimit, 0, 0xff);
        range("objectCapacity", objectCapacity, 0, 0x100);
        broken = Set.copyOf(broken);
    }

    private static void range(String name, int value, int low, int high) {
        Validate.isTrue(value >= low && value <= high, "%s: %d (expected: %d to %d)", name, value, low, high);
    }

    /** A correct, strict owner of {@code vfs} VFs with two queue pairs each, all limits at their largest. */
    public static PfConfig of(int vfs) {
        return new PfConfig(
                vfs,
                2,
                0xff,
                0xff,
                0xff,
                DeviceProfile.STRICT,
                AdminOrder.PER_MEMBER,
                LatencyModel.PLAUSIBLE,
                FaultPlan.none(),
                Set.of(),
                1,
                DevicePersonality.DEFAULT);
    }

    /** The same with another number of queue pairs. */
    public PfConfig withQueuePairs(int pairs) {
        return new PfConfig(
                vfs,
                pairs,
                getLimit,
                setLimit,
                objectCapacity,
                profile,
                order,
                latency,
                faults,
                broken,
                seed,
                personality);
    }

    /** The same with room for another number of objects. */
    public PfConfig withObjectCapacity(int capacity) {
        return new PfConfig(
                vfs,
                queuePairs,
                getLimit,
                setLimit,
                capacity,
                profile,
                order,
                latency,
                faults,
                broken,
                seed,
                personality);
    }

    /** The same with another profile. */
    public PfConfig withProfile(DeviceProfile other) {
        return new PfConfig(
                vfs,
                queuePairs,
                getLimit,
                setLimit,
                objectCapacity,
                other,
                order,
                latency,
                faults,
                broken,
                seed,
                personality);
    }

    /** The same with another order of commands. */
    public PfConfig withOrder(AdminOrder other) {
        return new PfConfig(
                vfs,
                queuePairs,
                getLimit,
                setLimit,
                objectCapacity,
                profile,
                other,
                latency,
                faults,
                broken,
                seed,
                personality);
    }

    /** The same with another latency model. */
    public PfConfig withLatency(LatencyModel other) {
        return new PfConfig(
                vfs,
                queuePairs,
                getLimit,
                setLimit,
                objectCapacity,
                profile,
                order,
                other,
                faults,
                broken,
                seed,
                personality);
    }

    /** The same with planned faults. */
    public PfConfig withFaults(FaultPlan plan) {
        return new PfConfig(
                vfs,
                queuePairs,
                getLimit,
                setLimit,
                objectCapacity,
                profile,
                order,
                latency,
                plan,
                broken,
                seed,
                personality);
    }

    /** The same with another seed. */
    public PfConfig withSeed(long other) {
        return new PfConfig(
                vfs,
                queuePairs,
                getLimit,
                setLimit,
                objectCapacity,
                profile,
                order,
                latency,
                faults,
                broken,
                other,
                personality);
    }

    /** The same with another personality. */
    public PfConfig withPersonality(DevicePersonality other) {
        return new PfConfig(
                vfs,
                queuePairs,
                getLimit,
                setLimit,
                objectCapacity,
                profile,
                order,
                latency,
                faults,
                broken,
                seed,
                other);
    }

    /** The same with other limits of the device parts capability. */
    public PfConfig withLimits(int get, int set) {
        return new PfConfig(
                vfs, queuePairs, get, set, objectCapacity, profile, order, latency, faults, broken, seed, personality);
    }

    /** The same with faulty behaviour. */
    public PfConfig withBroken(FaultyBehaviour... behaviours) {
        return new PfConfig(
                vfs,
                queuePairs,
                getLimit,
                setLimit,
                objectCapacity,
                profile,
                order,
                latency,
                faults,
                Set.of(behaviours),
                seed,
                personality);
    }
}
