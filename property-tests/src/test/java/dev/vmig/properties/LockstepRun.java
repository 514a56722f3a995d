package dev.vmig.properties;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.RecordHeader;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.samples.record.RunRecorder;
import dev.vmig.trace.TraceEvent;
import dev.vmig.trace.TraceHeader;
import dev.vmig.trace.walk.EventText;
import dev.vmig.trace.walk.Rejection;
import dev.vmig.trace.walk.SpecMoves;
import dev.vmig.trace.walk.SpecWalk;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.lang3.ArrayUtils;
import org.jspecify.annotations.Nullable;

/** One device under test and the spec beside it; every event that the recorder sees is put to the spec at once. */
final class LockstepRun {
    static final long SEED = 11;

    /** What the planned faults may lead to; EEXIST after a device that lied about a DESTROY. */
    static final Set<String> ERRNOS = Set.of("EAGAIN", "EBUSY", "EEXIST", "EINVAL", "EIO", "ENOMEM", "ENXIO");

    /** What is written to a resuming device: an image, something optional and unknown, the image again, and so on. */
    private static final byte[] STREAM = stream();

    /** One thing that happens to the device. */
    sealed interface Step {
        /** The VMM asks for a state, by number. */
        record SetState(int requested) implements Step {}

        /** It reads from the file that it was given last. */
        record Read(int bytes) implements Step {}

        /** It writes the next bytes of a good stream. */
        record Write(int bytes) implements Step {}

        /** It writes a mandatory record of an unknown kind. */
        record WriteDamaged() implements Step {}

        /** It asks how much there would be. */
        record DataSize() implements Step {}

        /** It asks how much there is. */
        record PrecopyInfo() implements Step {}

        /** It resets the device. */
        record Reset() implements Step {}

        /** It resets the device some nanoseconds after the next call has begun. */
        record ResetSoon(int nanos) implements Step {}

        /** The guest rings a doorbell. */
        record Doorbell() implements Step {}

        /** The guest's driver resets the device, and sets it up again. */
        record GuestReset() implements Step {}

        /** Time passes. */
        record Pass(int nanos) implements Step {}
    }

    private final VirtualTime time = new VirtualTime();
    private final SpecWalk walk;
    private final Consumer<TraceEvent> trace;
    private final List<TraceEvent> events = new ArrayList<>();
    private final Host host;
    private final VfioDevice device;
    private @Nullable DataFile file;
    private int written;

    LockstepRun(SpecMoves moves, PfConfig config, DriverOptions options) {
        this(moves, config, DriverProfile.CONTRACT, options);
    }

    LockstepRun(SpecMoves moves, PfConfig config, DriverProfile profile, DriverOptions options) {
        this.walk = new SpecWalk(
                moves, TraceChecker.initialStates(moves, options.features().flags()));
        this.trace = TestTraces.of(
                SEED, "host/vf0", TraceHeader.VFIO_VIRTIO, options.features().flags());
        RunRecorder recorder = new RunRecorder("host", time::nanoTime, this::happened);
        this.host = new Host(config, profile, options, time, recorder);
        this.device = recorder.watch(host, 0);
        host.owner().vf(0).initialise();
    }

    Host host() {
        return host;
    }

    /** What has happened so far. */
    List<TraceEvent> events() {
        return List.copyOf(events);
    }

    void take(Step step) {
        try {
            if (step instanceof Step.SetState s) {
                Optional<DataFile> opened = device.setState(s.requested());
                if (opened.isPresent()) {
                    file = opened.get();
                    written = 0;
                }
            } else if (step instanceof Step.Read s && file != null) {
                file.read(new byte[s.bytes()], 0, s.bytes());
            } else if (step instanceof Step.Write s && file != null) {
                int bytes = Math.min(s.bytes(), STREAM.length - written);
                int taken = file.write(STREAM, written, bytes);
                written = (written + taken) % STREAM.length;
            } else if (step instanceof Step.WriteDamaged && file != null) {
                byte[] header = new byte[RecordHeader.LENGTH];
                RecordHeader.encode(header, 0, 8, 0, 77);
                file.write(header, 0, header.length);
            } else if (step instanceof Step.DataSize) {
                device.stopCopyLength();
            } else if (step instanceof Step.PrecopyInfo && file != null) {
                file.precopyInfo();
            } else if (step instanceof Step.Reset) {
                device.reset();
            } else if (step instanceof Step.ResetSoon s) {
                time.after(s.nanos(), device::reset);
            } else if (step instanceof Step.Doorbell) {
                host.owner().vf(0).ringDoorbell(1);
            } else if (step instanceof Step.GuestReset) {
                host.owner().vf(0).initialise();
            } else if (step instanceof Step.Pass s) {
                time.pass(Duration.ofNanos(s.nanos()));
            }
        } catch (ErrnoException answered) {
            // An answer like any other: the recorder has put it to the spec.
        }
    }

    /** Between calls, what the spec says of the device is what the device says of itself. */
    void checkAtRest() {
        time.pass(Duration.ofMillis(1));
        Set<Object> modes =
                walk.states().stream().map(state -> state.get("mode")).collect(Collectors.toSet());
        assertThat(modes).as(this::history).contains(host.owner().vf(0).mode().name());
        MigrationState state = state();
        assertThat(host.owner().vf(0).mode().name())
                .as(this::history)
                .isEqualTo(state == MigrationState.RUNNING || state == MigrationState.PRE_COPY ? "RUNNING" : "STOPPED");
    }

    private MigrationState state() {
        try {
            return device.state();
        } catch (ErrnoException e) {
            throw new AssertionError(history(), e);
        }
    }

    private void happened(TraceEvent event) {
        events.add(event);
        trace.accept(event);
        Optional<Rejection> rejection = walk.accept(event);
        if (rejection.isPresent()) {
            throw new AssertionError(rejection.get() + "\n" + history());
        }
    }

    private String history() {
        return events.stream()
                .skip(Math.max(0, events.size() - 60))
                .map(event -> event.at() + " " + EventText.of(event))
                .collect(Collectors.joining("\n"));
    }

    private static byte[] stream() {
        byte[] image = image();
        byte[] optional = new byte[RecordHeader.LENGTH + 5];
        RecordHeader.encode(optional, 0, 5, RecordHeader.FLAG_OPTIONAL, 99);
        return ArrayUtils.addAll(ArrayUtils.addAll(image, optional), image);
    }

    private static byte[] image() {
        VirtualTime time = new VirtualTime();
        Host donor = new Host(
                PfConfig.of(1).withSeed(SEED),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(FeatureSet.STOP_COPY_P2P),
                time,
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
}
