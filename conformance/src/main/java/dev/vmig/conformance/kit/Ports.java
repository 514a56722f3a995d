package dev.vmig.conformance.kit;

import java.util.Optional;

/** What a driver offers beyond the uAPI, all of it optional; it has to agree with the ports of its {@link Shape}. */
public record Ports(
        Optional<CommandLog> log,
        Optional<ResourceLedger> ledger,
        Optional<Scheduler> scheduler,
        Optional<StepBudget> budget,
        Optional<GuestControl> guest,
        Optional<FaultInjection> faults,
        Optional<StreamFormat> format,
        Optional<DeviceMode> mode) {
    /** Offers nothing. */
    public static final Ports NONE = new Ports(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Offers neither the layout of its stream nor the mode of its device. */
    public Ports(
            Optional<CommandLog> log,
            Optional<ResourceLedger> ledger,
            Optional<Scheduler> scheduler,
            Optional<StepBudget> budget,
            Optional<GuestControl> guest,
            Optional<FaultInjection> faults) {
        this(log, ledger, scheduler, budget, guest, faults, Optional.empty(), Optional.empty());
    }
}
