package dev.vmig.samples.shapes;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.shapes.SmallDevice.Activity;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;

/**
 * A driver with the architecture of hisi_acc: STOP_COPY and PRE_COPY without P2P. PRE_COPY delivers only match data, by
 * which an incompatible target refuses at once; the state is saved when the device has stopped, and loaded when
 * RESUMING is left.
 *
 * <pre>
 *   offset  size  match data (big endian)
 *        0     8  magic
 *        8     2  version
 *       10     2  queues
 *       12     4  bytes of the image that follows
 * </pre>
 *
 * <p>Departs by {@link DepartureSwitch#K_11}.
 */
final class HisiDriver extends BasicDriver {
    private static final long MAGIC = 0x766d_6967_6163_6331L;
    private static final short VERSION = 1;
    private static final short QUEUES = 8;
    private static final int MATCH_SIZE = 16;

    private final byte[] match;

    HisiDriver(SmallDevice device, Set<DepartureSwitch> departures) {
        super(FeatureSet.STOP_COPY_PRE_COPY, device, departures);
        this.match = ByteBuffer.allocate(MATCH_SIZE)
                .putLong(MAGIC)
                .putShort(VERSION)
                .putShort(QUEUES)
                .putInt(device.imageSize())
                .array();
    }

    @Override
    public long stopCopyLength() {
        return (long) match.length + device.imageSize();
    }

    @Override
    Optional<DataFile> execute(Arc arc) throws ErrnoException {
        return switch (arc.action()) {
            case STOP -> bring(Activity.STOPPED);
            case START -> bring(Activity.RUNS);
            case START_PRE_COPY -> open(matching());
            case STOP_AND_COPY_FINAL_STATE -> stopAndSave();
            case START_SAVING -> {
                AppendedStream saving = matching();
                save(saving);
                yield open(saving);
            }
            case END_SAVING -> endSession();
            case START_RESUMING -> open(new BufferedLoading(match.length + device.imageSize(), match, Errno.EINVAL));
            case END_RESUMING -> load();
            default -> throw new AssertionError(arc + " is no arc of a device without P2P");
        };
    }

    private Optional<DataFile> bring(Activity activity) throws ErrnoException {
        device.bring(activity);
        return Optional.empty();
    }

    private AppendedStream matching() {
        AppendedStream saving = new Saving();
        saving.appendInitial(match);
        return saving;
    }

    private void save(AppendedStream saving) throws ErrnoException {
        saving.append(device.save());
        saving.complete();
    }

    /** Stops and saves the device. If the save fails, the device runs again and the session continues. */
    private Optional<DataFile> stopAndSave() throws ErrnoException {
        device.bring(Activity.STOPPED);
        try {
            save((AppendedStream) session());
        } catch (ErrnoException e) {
            device.bring(Activity.RUNS);
            throw e;
        }
        return Optional.empty();
    }

    /** Loads the image. If the load fails, state and session stay. */
    private Optional<DataFile> load() throws ErrnoException {
        device.load(((BufferedLoading) session()).whole());
        return endSession();
    }

    private final class Saving extends AppendedStream {
        Saving() {
            super(HisiDriver.this);
        }

        @Override
        int nothingToRead() throws ErrnoException {
            return has(DepartureSwitch.K_11) ? 0 : super.nothingToRead();
        }
    }
}
