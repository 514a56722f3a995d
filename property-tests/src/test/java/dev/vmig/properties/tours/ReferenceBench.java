package dev.vmig.properties.tours;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.CommandHeader;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.properties.TestTraces;
import dev.vmig.properties.tours.TourEdge.Outcome;
import dev.vmig.samples.record.RunRecorder;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The reference driver on the simulated device. A request fails since one of its commands reaches the device damaged, which
 * the device refuses.
 */
final class ReferenceBench implements TourBench {
    private static final int SOUND = -1;

    private final FeatureSet features;
    private final DriverProfile profile;
    private final Map<TourEdge, Integer> culprits;
    private final byte[] image;
    private final VirtualTime time = new VirtualTime();
    private Runnable reset = () -> {};
    private int soundCommands = SOUND;

    /**
     * A bench for one run.
     *
     * @param culprits how many commands of a request arrive before the one that is damaged
     */
    ReferenceBench(FeatureSet features, DriverProfile profile, Map<TourEdge, Integer> culprits, byte[] image) {
        this.features = features;
        this.profile = profile;
        this.culprits = culprits;
        this.image = image;
    }

    @Override
    public VfioDevice open(Consumer<TraceEvent> sink) {
        Consumer<TraceEvent> trace = TestTraces.of(0, "host/vf0", TraceHeader.VFIO_VIRTIO, features.flags());
        RunRecorder recorder = new RunRecorder("host", time::nanoTime, trace.andThen(sink));
        Host host = new Host(config(), profile, DriverOptions.DEFAULT.withFeatures(features), time, new Way(recorder));
        VfioDevice device = recorder.watch(host, 0);
        reset = device::reset;
        host.owner().vf(0).initialise();
        return device;
    }

    @Override
    public void prepare(TourEdge edge) {
        if (edge.outcome() == Outcome.OVERTAKEN) {
            time.after(1, reset);
        } else {
            soundCommands = culprits.getOrDefault(edge, SOUND);
        }
    }

    @Override
    public byte[] image() {
        return image.clone();
    }

    /** What a device of the same kind saves. */
    static byte[] saved(FeatureSet features) {
        Host donor = new Host(
                config(),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(features),
                new VirtualTime(),
                HostObserver.NONE);
        donor.owner().vf(0).initialise();
        try {
            DataFile saving = donor.driver(0).setState(MigrationState.STOP_COPY).orElseThrow();
            byte[] bytes = new byte[1 << 16];
            return Arrays.copyOf(bytes, saving.read(bytes, 0, bytes.length));
        } catch (ErrnoException e) {
            throw new AssertionError(e);
        }
    }

    private static PfConfig config() {
        return PfConfig.of(1).withSeed(11);
    }

    /** The way of the commands to the device, on which one of them can be damaged. The recorder sees what was sent. */
    private final class Way implements HostObserver {
        private final HostObserver recorder;
        private final IdentityHashMap<byte[], byte[]> sent = new IdentityHashMap<>();

        Way(HostObserver recorder) {
            this.recorder = recorder;
        }

        @Override
        public void issued(byte[] command) {
            sent.put(command, command.clone());
            recorder.issued(command);
            if (soundCommands == 0) {
                Arrays.fill(command, CommandHeader.OPCODE, CommandHeader.GROUP_TYPE, (byte) 0xff);
            }
            soundCommands = Math.max(SOUND, soundCommands - 1);
        }

        @Override
        public void completed(byte[] command, AdminCompletion completion) {
            recorder.completed(asSent(command), completion);
        }

        @Override
        public void aborted(byte[] command) {
            recorder.aborted(asSent(command));
        }

        private byte[] asSent(byte[] command) {
            byte[] original = sent.remove(command);
            return original == null ? command : original;
        }
    }
}
