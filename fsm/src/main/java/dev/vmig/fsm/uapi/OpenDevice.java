package dev.vmig.fsm.uapi;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.DmaLog;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** A device from its first open to its last close: executes {@code VFIO_DEVICE_FEATURE} and keeps the opt-in. */
final class OpenDevice {
    /** {@code data_fd} where there is no file. */
    private static final int NO_FILE = -1;

    private final VfioDevice device;
    private final FileTable files;
    private final PrecopyInfoRule rule;
    private boolean precopyInfoV2;

    OpenDevice(VfioDevice device, FileTable files, PrecopyInfoRule rule) {
        this.device = device;
        this.files = files;
        this.rule = rule;
    }

    void reset() {
        device.reset();
    }

    void close() {
        device.close();
    }

    void feature(UserMemory argument) throws ErrnoException {
        FeatureHeader header = FeatureHeader.read(argument);
        DeviceFeature feature = DeviceFeature.of(header.feature())
                .orElseThrow(() -> new ErrnoException(
                        Errno.ENOTTY, "feature: %d (expected: one of migration)".formatted(header.feature())));
        requirePresent(feature);
        if (!header.requiresAction(feature)) {
            return;
        }
        switch (feature) {
            case MIGRATION -> answer(argument, device.features().flags());
            case MIG_DATA_SIZE -> answer(argument, device.stopCopyLength());
            case MIG_DEVICE_STATE -> {
                if (header.has(FeatureHeader.GET)) {
                    answer(argument, device.state().value(), NO_FILE);
                } else {
                    setState(argument);
                }
            }
            case MIG_PRECOPY_INFO_V2 -> {
                device.usePrecopyInfoV2();
                precopyInfoV2 = true;
            }
            case DMA_LOGGING_START -> DmaLogging.start(requireLog(feature), argument);
            case DMA_LOGGING_STOP -> requireLog(feature).stop();
            case DMA_LOGGING_REPORT -> DmaLogging.report(requireLog(feature), argument);
        }
    }

    private void requirePresent(DeviceFeature feature) throws ErrnoException {
        switch (feature) {
            case MIGRATION, MIG_DEVICE_STATE, MIG_DATA_SIZE -> device.features();
            case MIG_PRECOPY_INFO_V2 -> {
                if (!device.hasPreCopy()) {
                    throw new ErrnoException(Errno.EINVAL, feature + ": the device has no PRE_COPY");
                }
            }
            case DMA_LOGGING_START, DMA_LOGGING_STOP, DMA_LOGGING_REPORT -> requireLog(feature);
        }
    }

    private DmaLog requireLog(DeviceFeature feature) throws ErrnoException {
        return device.dmaLog()
                .orElseThrow(() -> new ErrnoException(Errno.ENOTTY, feature + ": the device does not log its DMA"));
    }

    /** Requests a state. The structure of a failed request keeps the requested state, not the one reached. */
    private void setState(UserMemory argument) throws ErrnoException {
        int requested = Layout.wrap(argument.read(FeatureHeader.LENGTH, Integer.BYTES * 2))
                .getInt();
        Optional<DataFile> file;
        try {
            file = device.setState(requested);
        } catch (ErrnoException failed) {
            answer(argument, requested, NO_FILE);
            throw failed;
        }
        if (file.isPresent()) {
            handOut(file.get(), requested, argument);
        } else {
            answer(argument, requested, NO_FILE);
        }
    }

    /** Returns a file. One that cannot reach the caller is dropped; the device keeps the state reached. */
    private void handOut(DataFile file, int state, UserMemory argument) throws ErrnoException {
        try {
            StreamFile opened = opened(file, state);
            int fd = files.reserve(true);
            try {
                answer(argument, state, fd);
            } catch (ErrnoException fault) {
                files.giveBack(fd);
                throw fault;
            }
            files.install(fd, opened);
        } catch (ErrnoException unreachable) {
            file.close();
            throw unreachable;
        }
    }

    private StreamFile opened(DataFile file, int state) throws ErrnoException {
        if (state == MigrationState.RESUMING.value()) {
            return StreamFile.resuming(file);
        }
        return StreamFile.saving(
                file,
                device.hasPreCopy()
                        ? Optional.of(new PrecopyInfoIoctl(file, device, () -> precopyInfoV2, rule))
                        : Optional.empty());
    }

    private static void answer(UserMemory argument, long value) throws ErrnoException {
        argument.write(FeatureHeader.LENGTH, Layout.u64(value));
    }

    private static void answer(UserMemory argument, int state, int fd) throws ErrnoException {
        argument.write(FeatureHeader.LENGTH, Layout.u32s(state, fd));
    }
}
