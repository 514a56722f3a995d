package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Port;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a driver offers beyond the uAPI, all of it optional; immutable. It agrees with the ports of the {@link Shape}. */
public final class Ports {
    /** Offers nothing. */
    public static final Ports NONE = new Ports(Map.of());

    private final Map<Port, Object> offered;

    private Ports(Map<Port, Object> offered) {
        this.offered = offered;
    }

    /** The ports that are offered. */
    public Set<Port> offered() {
        return Set.copyOf(offered.keySet());
    }

    /** Those among some. */
    public Ports only(Set<Port> some) {
        Map<Port, Object> fewer = new EnumMap<>(Port.class);
        fewer.putAll(offered);
        fewer.keySet().retainAll(some);
        return new Ports(fewer);
    }

    /** The commands that the driver sends. */
    public Optional<CommandLog> log() {
        return get(Port.COMMAND_LOG, CommandLog.class);
    }

    /** What the driver holds. */
    public Optional<ResourceLedger> ledger() {
        return get(Port.LEDGER, ResourceLedger.class);
    }

    /** The time of driver and device. */
    public Optional<Scheduler> scheduler() {
        return get(Port.SCHEDULER, Scheduler.class);
    }

    /** The steps that a call may take. */
    public Optional<StepBudget> budget() {
        return get(Port.STEP_BUDGET, StepBudget.class);
    }

    /** The guest. */
    public Optional<GuestControl> guest() {
        return get(Port.GUEST, GuestControl.class);
    }

    /** Failures of the device. */
    public Optional<FaultInjection> faults() {
        return get(Port.FAULTS, FaultInjection.class);
    }

    /** The layout of the stream. */
    public Optional<StreamFormat> format() {
        return get(Port.STREAM_FORMAT, StreamFormat.class);
    }

    /** The mode of the device. */
    public Optional<DeviceActivity> mode() {
        return get(Port.DEVICE_MODE, DeviceActivity.class);
    }

    /** The same with {@link #log}. */
    public Ports with(CommandLog log) {
        return with(Port.COMMAND_LOG, log);
    }

    /** The same with {@link #ledger}. */
    public Ports with(ResourceLedger ledger) {
        return with(Port.LEDGER, ledger);
    }

    /** The same with {@link #scheduler}. */
    public Ports with(Scheduler scheduler) {
        return with(Port.SCHEDULER, scheduler);
    }

    /** The same with {@link #budget}. */
    public Ports with(StepBudget budget) {
        return with(Port.STEP_BUDGET, budget);
    }

    /** The same with {@link #guest}. */
    public Ports with(GuestControl guest) {
        return with(Port.GUEST, guest);
    }

    /** The same with {@link #faults}. */
    public Ports with(FaultInjection faults) {
        return with(Port.FAULTS, faults);
    }

    /** The same with {@link #format}. */
    public Ports with(StreamFormat format) {
        return with(Port.STREAM_FORMAT, format);
    }

    /** The same with {@link #mode}. */
    public Ports with(DeviceActivity mode) {
        return with(Port.DEVICE_MODE, mode);
    }

    private Ports with(Port port, Object means) {
        Map<Port, Object> more = new EnumMap<>(Port.class);
        more.putAll(offered);
        more.put(port, means);
        return new Ports(more);
    }

    private <T> Optional<T> get(Port port, Class<T> type) {
        return Optional.ofNullable(offered.get(port)).map(type::cast);
    }
}
