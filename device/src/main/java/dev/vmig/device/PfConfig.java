package dev.vmig.device;

import java.util.Set;
import java.util.function.Consumer;
import org.apache.commons.lang3.Validate;

/** The configuration of an owner and its members, fixed for their lifetime. Immutable: each {@code with} gives another. */
public final class PfConfig {
    private final int vfs;
    private int queuePairs = 2;
    private int getLimit = 0xff;
    private int setLimit = 0xff;
    private int objectCapacity = 0xff;
    private DeviceProfile profile = DeviceProfile.STRICT;
    private AdminOrder order = AdminOrder.PER_MEMBER;
    private LatencyModel latency = LatencyModel.PLAUSIBLE;
    private FaultPlan faults = FaultPlan.none();
    private Set<FaultyBehaviour> broken = Set.of();
    private long seed = 1;
    private DevicePersonality personality = DevicePersonality.DEFAULT;

    private PfConfig(int vfs) {
        this.vfs = vfs;
        check();
    }

    private PfConfig(PfConfig other) {
        vfs = other.vfs;
        queuePairs = other.queuePairs;
        getLimit = other.getLimit;
        setLimit = other.setLimit;
        objectCapacity = other.objectCapacity;
        profile = other.profile;
        order = other.order;
        latency = other.latency;
        faults = other.faults;
        broken = other.broken;
        seed = other.seed;
        personality = other.personality;
    }

    /** A correct, strict owner of {@code vfs} VFs with two queue pairs each, all limits at their largest. */
    public static PfConfig of(int vfs) {
        return new PfConfig(vfs);
    }

    private PfConfig with(Consumer<PfConfig> change) {
        PfConfig copy = new PfConfig(this);
        change.accept(copy);
        copy.check();
        return copy;
    }

    private void check() {
        range("vfs", vfs, 1, 0xffff);
        range("queuePairs", queuePairs, 1, 0x7fff);
        range("getLimit", getLimit, 0, 0xff);
        range("setLimit", setLimit, 0, 0xff);
        range("objectCapacity", objectCapacity, 0, 0x100);
    }

    private static void range(String name, int value, int low, int high) {
        Validate.isTrue(value >= low && value <= high, "%s: %d (expected: %d to %d)", name, value, low, high);
    }

    /** Number of members, 1 to 65535. */
    public int vfs() {
        return vfs;
    }

    /** Receive and transmit pairs of each VF, 1 to 32767; a control queue comes on top. Of a block device: request queues. */
    public int queuePairs() {
        return queuePairs;
    }

    /** Get_parts_resource_objects_limit that the owner offers, 0 to 255. */
    public int getLimit() {
        return getLimit;
    }

    /** Set_parts_resource_objects_limit that the owner offers, 0 to 255. */
    public int setLimit() {
        return setLimit;
    }

    /** Device parts objects that fit into the owner at once, whatever the limits say. */
    public int objectCapacity() {
        return objectCapacity;
    }

    /** How literally LIST_USE is taken. */
    public DeviceProfile profile() {
        return profile;
    }

    /** The order of commands on the admin virtqueue. */
    public AdminOrder order() {
        return order;
    }

    /** How long everything takes. */
    public LatencyModel latency() {
        return latency;
    }

    /** What goes wrong, and when. */
    public FaultPlan faults() {
        return faults;
    }

    /** What the device does wrong all the time; empty except in tests of the tests. */
    public Set<FaultyBehaviour> broken() {
        return broken;
    }

    /** Of traffic, permanent MAC addresses and jitter. */
    public long seed() {
        return seed;
    }

    /** What it has that others may lack. */
    public DevicePersonality personality() {
        return personality;
    }

    /** The same with another number of queue pairs. */
    public PfConfig withQueuePairs(int pairs) {
        return with(copy -> copy.queuePairs = pairs);
    }

    /** The same with room for another number of objects. */
    public PfConfig withObjectCapacity(int capacity) {
        return with(copy -> copy.objectCapacity = capacity);
    }

    /** The same with another profile. */
    public PfConfig withProfile(DeviceProfile other) {
        return with(copy -> copy.profile = other);
    }

    /** The same with another order of commands. */
    public PfConfig withOrder(AdminOrder other) {
        return with(copy -> copy.order = other);
    }

    /** The same with another latency model. */
    public PfConfig withLatency(LatencyModel other) {
        return with(copy -> copy.latency = other);
    }

    /** The same with planned faults. */
    public PfConfig withFaults(FaultPlan plan) {
        return with(copy -> copy.faults = plan);
    }

    /** The same with another seed. */
    public PfConfig withSeed(long other) {
        return with(copy -> copy.seed = other);
    }

    /** The same with another personality. */
    public PfConfig withPersonality(DevicePersonality other) {
        return with(copy -> copy.personality = other);
    }

    /** The same with other limits of the device parts capability. */
    public PfConfig withLimits(int get, int set) {
        return with(copy -> {
            copy.getLimit = get;
            copy.setLimit = set;
        });
    }

    /** The same with faulty behaviour. */
    public PfConfig withBroken(FaultyBehaviour... behaviours) {
        return with(copy -> copy.broken = Set.of(behaviours));
    }
}
