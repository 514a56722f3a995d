package dev.vmig.samples.shapes;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.samples.shapes.SmallDevice.Activity;
import dev.vmig.vmm.VirtualTime;
import java.util.Optional;
import java.util.Set;

/**
 * A driver with the architecture of mlx5: all features, and a device that stops in two stages and tracks changes.
 *
 * <pre>
 * initiator responder stream RUNNING active active PRE_COPY active active the whole state, then changes ..._P2P
 * suspended active (no query) STOP_COPY suspended suspended changes since; the whole state without PRE_COPY
 * </pre>
 *
 * <p>Departs by {@link DepartureSwitch#K_1}, {@link DepartureSwitch#K_3}, {@link DepartureSwitch#K_13}, and once by {@link DepartureSwitch#H_8}.
 */
final class Mlx5Driver extends BasicDriver {
    private final Mlx5Images images;
    private final VirtualTime time;
    private boolean reportsReinit;

    Mlx5Driver(SmallDevice device, VirtualTime time, Set<DepartureSwitch> departures) {
        super(FeatureSet.STOP_COPY_P2P_PRE_COPY, device, departures);
        this.images = new Mlx5Images(device);
        this.time = time;
    }

    @Override
    public void usePrecopyInfoV2() {
        reportsReinit = true;
    }

    /** Whether the VMM has opted in to REINIT. */
    boolean reportsReinit() {
        return reportsReinit;
    }

    @Override
    public long stopCopyLength() throws ErrnoException {
        return during(() -> {
            device.command("query size");
            return (long) RecordHeader.LENGTH + images.wholeSize();
        });
    }

    @Override
    Optional<DataFile> execute(Arc arc) throws ErrnoException {
        return switch (arc.action()) {
            case QUIESCE_P2P -> bring(Activity.RESPONDS);
            case UNQUIESCE_P2P -> bring(Activity.RUNS);
            case STOP -> bring(Activity.STOPPED);
            case START -> bring(Activity.RESPONDS);
            case START_SAVING -> startSaving(Mlx5Saving::saveAll);
            case START_PRE_COPY -> startSaving(Mlx5Saving::saveInitial);
            case COPY_FINAL_STATE -> stopAndSave((Mlx5Saving) session());
            case END_SAVING -> arc.from() == MigrationState.STOP_COPY ? endSession() : endPreCopy();
            case START_RESUMING -> open(new Mlx5Loading(this, images));
            case END_RESUMING -> endLoading((Mlx5Loading) session());
            case STOP_AND_COPY_FINAL_STATE -> throw new AssertionError(arc + " is no arc of a device with P2P");
        };
    }

    private Optional<DataFile> bring(Activity activity) throws ErrnoException {
        device.bring(activity);
        return Optional.empty();
    }

    /** The beginning of a session. */
    @FunctionalInterface
    private interface Beginning {
        void begin(Mlx5Saving saving);
    }

    private Optional<DataFile> startSaving(Beginning beginning) throws ErrnoException {
        device.command("save");
        Mlx5Saving saving = new Mlx5Saving(this, images, time);
        beginning.begin(saving);
        return open(saving);
    }

    /** Stops and saves the device. If the save fails, the responder is resumed and the session continues. */
    private Optional<DataFile> stopAndSave(Mlx5Saving saving) throws ErrnoException {
        saving.requireAlive();
        device.bring(Activity.STOPPED);
        try {
            device.command("save changes");
        } catch (ErrnoException e) {
            device.bring(Activity.RESPONDS);
            throw e;
        }
        saving.saveFinal();
        return Optional.empty();
    }

    /** Stops change tracking in the device; if that fails, the session continues. */
    private Optional<DataFile> endPreCopy() throws ErrnoException {
        if (has(DepartureSwitch.K_13)) {
            endSession();
        }
        device.command("stop tracking");
        return endSession();
    }

    private Optional<DataFile> endLoading(Mlx5Loading loading) throws ErrnoException {
        if (!has(DepartureSwitch.K_1)) {
            loading.requireLoaded();
        }
        return endSession();
    }
}
