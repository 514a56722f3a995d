package dev.vmig.samples.record;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.ResultView;
import dev.vmig.codec.StatusHeader;
import dev.vmig.device.VfObserver;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.trace.TraceEvent;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Records one host: the admin commands as the host's observer, the device's events as an observer of each VF, and the
 * VMM's calls by wrapping the driver.
 */
public final class RunRecorder implements HostObserver {
    private final String host;
    private final LongSupplier clock;
    private final Consumer<TraceEvent> sink;

    /**
     * A recorder.
     *
     * @param host prefix of the names of the devices
     * @param clock nanoseconds of the run
     * @param sink receives the events
     */
    public RunRecorder(String host, LongSupplier clock, Consumer<TraceEvent> sink) {
        this.host = host;
        this.clock = clock;
        this.sink = sink;
    }

    /** The name of a VF in its events. */
    public String name(int vf) {
        return host + "/vf" + vf;
    }

    /** Records a VF from now on; the VMM has to use the returned device. */
    public VfioDevice watch(Host watched, int vf) {
        watched.owner().vf(vf).observe(new Bus(name(vf)));
        return watch(watched.driver(vf), vf);
    }

    /** Records a driver without its device's events; the VMM has to use the returned device. */
    public VfioDevice watch(VfioDevice driver, int vf) {
        return new RecordedDevice(driver, name(vf), clock, sink, true);
    }

    /** Records a driver whose stream has another layout. */
    public VfioDevice watchForeign(VfioDevice driver, int vf) {
        return new RecordedDevice(driver, name(vf), clock, sink, false);
    }

    @Override
    public void issued(byte[] command) {
        CommandView view = view(command);
        device(view)
                .ifPresent(
                        device -> sink.accept(new TraceEvent.Command(clock.getAsLong(), device, CommandName.of(view))));
    }

    @Override
    public void completed(byte[] command, AdminCompletion completion) {
        ResultView result =
                new ResultView().wrap(completion.writable(), 0, completion.writable().length, completion.usedLength());
        answer(view(command), errnoOf(result), bytesOf(view(command), result));
    }

    @Override
    public void aborted(byte[] command) {
        answer(view(command), Errno.EIO.name(), 0);
    }

    private void answer(CommandView command, String errno, long bytes) {
        device(command)
                .ifPresent(device -> sink.accept(
                        new TraceEvent.Completion(clock.getAsLong(), device, CommandName.of(command), errno, bytes)));
    }

    /** Commands that address no VF, those of the handshake, belong to no device of the trace. */
    private Optional<String> device(CommandView command) {
        return CommandName.isOfVf(command)
                ? Optional.of(name(Math.toIntExact(command.memberId() - 1)))
                : Optional.empty();
    }

    /** Statuses are errnos; a reserved one counts as EINVAL (Virtio 1.4, 2.12.1.6). */
    private static String errnoOf(ResultView result) {
        if (AdminStatus.of(result.status()) == AdminStatus.UNKNOWN) {
            return Errno.EINVAL.name();
        }
        return Errno.of(result.status()).map(Enum::name).orElse("0");
    }

    private static long bytesOf(CommandView command, ResultView result) {
        return CommandName.of(command).equals("DEV_PARTS_METADATA_GET")
                ? DevPartsMetadataGet.size(result)
                : Math.max(0, result.length() - StatusHeader.LENGTH);
    }

    private static CommandView view(byte[] command) {
        return new CommandView().wrap(command, 0, command.length);
    }

    private final class Bus implements VfObserver {
        private final String device;

        Bus(String device) {
            this.device = device;
        }

        @Override
        public void dmaStarted(int vf) {
            sink.accept(new TraceEvent.Dma(clock.getAsLong(), device, TraceEvent.MEMORY));
        }

        @Override
        public void interruptSent(int vf) {
            sink.accept(new TraceEvent.Interrupt(clock.getAsLong(), device));
        }

        @Override
        public void settled(int vf) {
            sink.accept(new TraceEvent.BusQuiet(clock.getAsLong(), device));
        }

        @Override
        public void doorbellRung(int vf, int queue) {
            sink.accept(new TraceEvent.Doorbell(clock.getAsLong(), device));
        }

        @Override
        public void reset(int vf) {
            sink.accept(new TraceEvent.FunctionReset(clock.getAsLong(), device));
        }
    }
}
