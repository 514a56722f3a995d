package dev.vmig.admin;

import dev.vmig.codec.SourceDescription;
import dev.vmig.fsm.CallGate;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.apache.commons.lang3.function.FailableSupplier;

/**
 * What the sessions of a driver need from it.
 *
 * @param describer queries the device that is to be loaded
 * @param betweenHeaderAndImage runs between the two steps in which a record is added (K-8)
 */
record SessionContext(
        CallGate gate,
        Supplier<MigrationState> state,
        DriverProfile profile,
        DriverOptions options,
        InstantSource clock,
        FailableSupplier<SourceDescription, ErrnoException> describer,
        Runnable betweenHeaderAndImage) {}
