package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Port;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The optional ports that a driver offers beyond the uAPI; immutable. They agree with the ports of the {@link Shape}.
 */
// Each port has its own type, so that no lambda is ambiguous.
@SuppressWarnings("overloads")
public final class Ports {
    /** No ports. */
    public static final Ports NONE = new Ports(Map.of());

    private final Map<Port, Object> offered;

    private Ports(Map<Port, Object> offered) {
        this.offered = offered;
    }

    /** The ports that are offered. */
    public Set<Port> offered() {
        return Set.copyOf(offered.keySet());
    }

    /** These ports, restricted to a set. */
    public Ports only(Set<Port> some) {
        Map<Port, Object> fewer = new EnumMap<>(Port.class);
        fewer.putAll(offered);
        fewer.keySet().retainAll(some);
        return new Ports(fewer);
    }

    /** Counts the commands that the driver sends. */
    public Optional<CommandLog> log() {
        return get(Port.COMMAND_LOG, CommandLog.class);
    }

    /** The resources that the driver holds. */
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

    /** The registers that the guest reads. */
    public Optional<GuestView> view() {
        return get(Port.GUEST_VIEW, GuestView.class);
    }

    /** The guest at work. */
    public Optional<GuestWork> work() {
        return get(Port.GUEST_WORK, GuestWork.class);
    }

    /** A schedule of failing commands. */
    public Optional<FaultSchedule> schedule() {
        return get(Port.FAULT_SCHEDULE, FaultSchedule.class);
    }

    /** The commands one by one. */
    public Optional<CommandTrace> commands() {
        return get(Port.COMMANDS, CommandTrace.class);
    }

    /** Other personalities of the driver's devices. */
    public Optional<Personalities> personalities() {
        return get(Port.PERSONALITIES, Personalities.class);
    }

    /** The calls of the uAPI byte by byte. */
    public Optional<UapiCalls> uapi() {
        return get(Port.UAPI_CALLS, UapiCalls.class);
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

    /** The same with {@link #view}. */
    public Ports with(GuestView view) {
        return with(Port.GUEST_VIEW, view);
    }

    /** The same with {@link #work}. */
    public Ports with(GuestWork work) {
        return with(Port.GUEST_WORK, work);
    }

    /** The same with {@link #schedule}. */
    public Ports with(FaultSchedule schedule) {
        return with(Port.FAULT_SCHEDULE, schedule);
    }

    /** The same with {@link #commands}. */
    public Ports with(CommandTrace commands) {
        return with(Port.COMMANDS, commands);
    }

    /** The same with {@link #personalities}. */
    public Ports with(Personalities personalities) {
        return with(Port.PERSONALITIES, personalities);
    }

    /** The same with {@link #uapi}. */
    public Ports with(UapiCalls uapi) {
        return with(Port.UAPI_CALLS, uapi);
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
