package dev.vmig.samples.record;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.trace.Pending;
import dev.vmig.trace.TraceEvent;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Wraps a driver and records the calls of the VMM and their answers. Calls without an event are passed on: features,
 * GET, the version of the pre-copy info, and close.
 */
final class RecordedDevice extends ForwardingDevice {
    private static final String OK = "0";

    private final String name;
    private final LongSupplier clock;
    private final Consumer<TraceEvent> sink;
    private final boolean knowsRecords;

    private int calls;
    private boolean resetInCall;
    private @Nullable RecordedFile current;

    /**
     * Records a device.
     *
     * @param knowsRecords whether its stream has the layout of vfio-virtio
     */
    RecordedDevice(
            VfioDevice device, String name, LongSupplier clock, Consumer<TraceEvent> sink, boolean knowsRecords) {
        super(device);
        this.name = name;
        this.clock = clock;
        this.sink = sink;
        this.knowsRecords = knowsRecords;
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        begin(new TraceEvent.SetState(now(), name, nameOf(requested)));
        try {
            Optional<DataFile> file = device.setState(requested);
            end(new TraceEvent.SetStateDone(now(), name, OK, device.state().name(), file.isPresent()));
            return file.map(this::follow);
        } catch (ErrnoException e) {
            end(new TraceEvent.SetStateDone(
                    now(), name, e.errno().name(), device.state().name(), false));
            throw e;
        }
    }

    @Override
    public long stopCopyLength() throws ErrnoException {
        begin(new TraceEvent.DataSize(now(), name));
        try {
            long bytes = device.stopCopyLength();
            end(new TraceEvent.DataSizeDone(now(), name, OK, bytes));
            return bytes;
        } catch (ErrnoException e) {
            end(new TraceEvent.DataSizeDone(now(), name, e.errno().name(), 0));
            throw e;
        }
    }

    /** Records a reset; one during another call is done when that call ends. */
    @Override
    public void reset() {
        begin(new TraceEvent.Reset(now(), name));
        device.reset();
        resetInCall = true;
        end();
    }

    /** Closes without an event; calls on files of a closed device are not recorded. */
    @Override
    public void close() {
        device.close();
        current = null;
    }

    void begin(TraceEvent event) {
        calls++;
        sink.accept(event);
    }

    void end(TraceEvent event) {
        sink.accept(event);
        end();
    }

    private void end() {
        calls--;
        if (calls == 0 && resetInCall) {
            resetInCall = false;
            resetDone();
        }
    }

    /** Whether a file is that of the open session; calls on others have no events. */
    boolean isCurrent(RecordedFile file) {
        return file == current;
    }

    Pending pending(StreamPosition position) {
        return knowsRecords ? Pending.of(position.isInsideRecord()) : Pending.UNKNOWN;
    }

    String name() {
        return name;
    }

    long now() {
        return clock.getAsLong();
    }

    private DataFile follow(DataFile file) {
        RecordedFile recorded = new RecordedFile(file, this);
        current = recorded;
        return recorded;
    }

    private void resetDone() {
        try {
            sink.accept(new TraceEvent.ResetDone(now(), name, device.state().name()));
        } catch (ErrnoException e) {
            throw new IllegalStateException("GET after a reset", e);
        }
    }

    private static String nameOf(int requested) {
        return MigrationState.of(requested).map(Enum::name).orElse(Integer.toUnsignedString(requested));
    }
}
