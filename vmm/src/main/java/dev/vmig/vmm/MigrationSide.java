package dev.vmig.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import org.apache.commons.lang3.function.FailableSupplier;

/** A device at the source or at the target: its requests, whose failures name side, device and request. */
record MigrationSide(String place, String name, VfioDevice device, MigrationTimeline timeline) {
    FeatureSet features() throws MigrationFailedException {
        return attempt("features", device::features);
    }

    Optional<DataFile> go(MigrationState state) throws MigrationFailedException {
        Optional<DataFile> file = attempt("to " + state, () -> device.setState(state));
        note(state.name());
        return file;
    }

    /** Goes into a state that has a data file. */
    DataFile open(MigrationState state) throws MigrationFailedException {
        return go(state).orElseThrow(() -> failed("to " + state, "no data file"));
    }

    void reset(String outcome) {
        device.reset();
        note(outcome);
    }

    void note(String what) {
        timeline.note(place, name, what);
    }

    <T> T attempt(String doing, FailableSupplier<T, ErrnoException> call) throws MigrationFailedException {
        try {
            return call.get();
        } catch (ErrnoException e) {
            throw failed(doing, String.valueOf(e.getMessage()));
        }
    }

    MigrationFailedException failed(String doing, String why) {
        return new MigrationFailedException(place + " " + name + ": " + doing + ": " + why);
    }
}
