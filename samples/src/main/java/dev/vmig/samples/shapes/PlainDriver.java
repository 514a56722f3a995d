package dev.vmig.samples.shapes;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.shapes.SmallDevice.Activity;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.ArrayUtils;

/** The smallest driver: stops its device, saves it and loads it. */
final class PlainDriver extends BasicDriver {
    PlainDriver(SmallDevice device) {
        super(FeatureSet.STOP_COPY, device, Set.of());
    }

    @Override
    public long stopCopyLength() {
        return device.imageSize();
    }

    @Override
    Optional<DataFile> execute(Arc arc) throws ErrnoException {
        return switch (arc.action()) {
            case STOP -> bring(Activity.STOPPED);
            case START -> bring(Activity.RUNS);
            case START_SAVING -> save();
            case END_SAVING -> endSession();
            case START_RESUMING ->
                open(new BufferedLoading(device.imageSize(), ArrayUtils.EMPTY_BYTE_ARRAY, Errno.EINVAL));
            case END_RESUMING -> load();
            default -> throw new AssertionError(arc + " is no arc of a device with STOP_COPY only");
        };
    }

    private Optional<DataFile> bring(Activity activity) throws ErrnoException {
        device.bring(activity);
        return Optional.empty();
    }

    private Optional<DataFile> save() throws ErrnoException {
        AppendedStream saving = new AppendedStream(this);
        saving.append(device.save());
        saving.complete();
        return open(saving);
    }

    private Optional<DataFile> load() throws ErrnoException {
        device.load(((BufferedLoading) session()).whole());
        return endSession();
    }
}
