package dev.vmig.conformance.kit;

import java.util.Optional;

/** What a driver offers beyond the uAPI, all of it optional; it has to agree with the ports of its {@link Shape}. */
public record Ports(
        Optional<CommandLog> log,
        Optional<ResourceLedger> ledger,
        Optional<Scheduler> scheduler,
        Optional<StepBudget> budget,
        Optional<GuestControl> guest) {
    /** Offers nothing. */
    public static final Ports NONE =
            new Ports(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
