package dev.vmig.properties.stress;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.DeviceMode;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VfObserver;
import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.properties.tasks.SerialisedDevice;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.VirtualTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One end of a storm.
 *
 * @param devices the drivers of the VFs, for several tasks
 * @param history what happened to the VFs, and when
 */
record StormHost(Host host, CommandWatch watch, List<SerialisedDevice> devices, History history) {
    private static final int DRIVER_OK = 4;

    static StormHost of(String name, PfConfig config, DriverProfile profile, DriverOptions options, VirtualTime time) {
        CommandWatch watch = new CommandWatch(time::nanoTime);
        Host host = new Host(config, profile, options, time, watch);
        History history = new History(config.vfs(), time);
        host.owner().vfs().forEach(vf -> vf.observe(history));
        List<SerialisedDevice> devices = IntStream.range(0, config.vfs())
                .mapToObj(vf -> new SerialisedDevice(name + " vf" + vf, host.driver(vf), time))
                .toList();
        return new StormHost(host, watch, devices, history);
    }

    VirtualFunction vf(int index) {
        return host.owner().vf(index);
    }

    /** Whether the device serves a guest. */
    boolean isLive(int vf) {
        return runs(vf) && vf(vf).readCommonCfg(PciCommonCfgField.DEVICE_STATUS) >= DRIVER_OK;
    }

    /** Whether driver and device agree that it runs. */
    boolean runs(int vf) {
        return state(vf) == MigrationState.RUNNING && vf(vf).mode() == DeviceMode.RUNNING;
    }

    MigrationState state(int vf) {
        try {
            return host.driver(vf).state();
        } catch (ErrnoException e) {
            throw new AssertionError("state of vf" + vf, e);
        }
    }

    /**
     * Opens a session of every VF at once, for which all ids are needed, and ends them: that reclaims what could not be
     * destroyed before (K-4). The plan's last faults may still strike, so that it is tried a few times.
     */
    void reclaimIds() {
        for (int attempts = 20; attempts > 0 && !host.parts().takenIds().isEmpty(); attempts--) {
            try {
                for (SerialisedDevice device : devices) {
                    device.setState(MigrationState.STOP_COPY);
                }
            } catch (ErrnoException oneOfTheLastFaults) {
                // Tried again.
            }
            devices.forEach(SerialisedDevice::reset);
        }
    }

    /** When the last reset began, the last image was applied and the device was last let go, for each VF; -1 for never. */
    static final class History implements VfObserver {
        private final VirtualTime time;
        private final long[] resets;
        private final long[] images;
        private final long[] starts;
        private final long[] startsBefore;

        History(int vfs, VirtualTime time) {
            this.time = time;
            this.resets = new long[vfs];
            this.images = new long[vfs];
            this.starts = new long[vfs];
            this.startsBefore = new long[vfs];
            Arrays.fill(resets, -1);
            Arrays.fill(images, -1);
            Arrays.fill(starts, -1);
            Arrays.fill(startsBefore, -1);
        }

        @Override
        public void reset(int vf) {
            resets[vf] = time.nanoTime();
            if (starts[vf] == resets[vf]) {
                starts[vf] = startsBefore[vf]; // It was the reset that let it go.
            }
        }

        @Override
        public void partsSet(int vf) {
            images[vf] = time.nanoTime();
        }

        @Override
        public void modeChanged(int vf, DeviceMode mode) {
            if (mode == DeviceMode.RUNNING) {
                startsBefore[vf] = starts[vf];
                starts[vf] = time.nanoTime();
            }
        }

        long lastStart(int vf) {
            return starts[vf];
        }

        long lastReset(int vf) {
            return resets[vf];
        }

        long lastImage(int vf) {
            return images[vf];
        }
    }
}
