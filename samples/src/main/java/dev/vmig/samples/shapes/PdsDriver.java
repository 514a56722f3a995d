package dev.vmig.samples.shapes;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.DeviceFailedException;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.samples.shapes.SmallDevice.Activity;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.ArrayUtils;

/**
 * A driver with the architecture of pds: STOP_COPY and P2P, and an image without framing, which the device loads when
 * RESUMING is left. A failed command leaves the device in an unknown condition, and so in ERROR until a reset.
 *
 * <p>Departs by {@link DepartureSwitch#K_12}.
 */
final class PdsDriver extends BasicDriver {
    /** A command to the device. */
    @FunctionalInterface
    private interface Command<T> {
        T send() throws ErrnoException;
    }

    PdsDriver(SmallDevice device, Set<DepartureSwitch> departures) {
        super(FeatureSet.STOP_COPY_P2P, device, departures);
    }

    /** In ERROR every request answers EIO, even one for ERROR. */
    @Override
    Optional<DataFile> request(int requested) throws ErrnoException {
        if (state() == MigrationState.ERROR) {
            throw new ErrnoException(Errno.EIO, "the device has failed (expected: a reset)");
        }
        return super.request(requested);
    }

    @Override
    public long stopCopyLength() {
        return device.imageSize();
    }

    @Override
    Optional<DataFile> execute(Arc arc) throws ErrnoException {
        return switch (arc.action()) {
            case QUIESCE_P2P, START -> bring(Activity.RESPONDS);
            case UNQUIESCE_P2P -> bring(Activity.RUNS);
            case STOP -> bring(Activity.STOPPED);
            case START_SAVING -> save();
            case END_SAVING -> endSession();
            case START_RESUMING ->
                open(new BufferedLoading(device.imageSize(), ArrayUtils.EMPTY_BYTE_ARRAY, Errno.EINVAL));
            case END_RESUMING -> load();
            default -> throw new AssertionError(arc + " is no arc of a device without PRE_COPY");
        };
    }

    private Optional<DataFile> bring(Activity activity) throws ErrnoException {
        orError(() -> {
            device.bring(activity);
            return activity;
        });
        return Optional.empty();
    }

    private Optional<DataFile> save() throws ErrnoException {
        AppendedStream saving = new Saving();
        saving.append(orError(device::save));
        saving.complete();
        return open(saving);
    }

    /** Loads the image. A refused image is no failure of the device: the state stays. */
    private Optional<DataFile> load() throws ErrnoException {
        byte[] image = ((BufferedLoading) session()).whole();
        orError(() -> {
            device.load(image);
            return image;
        });
        return endSession();
    }

    private <T> T orError(Command<T> command) throws ErrnoException {
        try {
            return command.send();
        } catch (ErrnoException e) {
            if (e.errno() != Errno.EIO) {
                throw e;
            }
            endSession();
            DeviceFailedException failed = new DeviceFailedException(Errno.EIO, "the device has failed");
            failed.initCause(e);
            throw failed;
        }
    }

    private final class Saving extends AppendedStream {
        Saving() {
            super(PdsDriver.this);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
            Objects.checkFromIndexSize(offset, length, buffer.length);
            return !isAlive() && has(DepartureSwitch.K_12) ? 0 : super.read(buffer, offset, length);
        }
    }
}
