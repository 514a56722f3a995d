package dev.vmig.admin;

import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.time.InstantSource;
import java.util.function.Supplier;

/**
 * What the sessions of a driver need from it.
 *
 * @param betweenHeaderAndImage what others do meanwhile, where a record is added in two steps (K-8)
 */
record SessionContext(
        CallGate gate,
        Supplier<MigrationState> state,
        DriverProfile profile,
        DriverOptions options,
        InstantSource clock,
        Describer describer,
        Runnable betweenHeaderAndImage) {
    /** Asks the device that is to be loaded what it is. */
    @FunctionalInterface
    interface Describer {
        DeviceDescription describe() throws ErrnoException;
    }
}
