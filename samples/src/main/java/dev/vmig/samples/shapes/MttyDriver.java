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
 * A driver with the architecture of the sample mtty: a software device, so that no arc sends a command and only
 * RESUMING&gt;STOP can fail. All features. PRE_COPY delivers a header, STOP_COPY the contents of the ports.
 *
 * <p>A header of 24 bytes and two ports of 36 make the 96 bytes that Linux 6.12 reports as the length of STOP_COPY.
 *
 * <p>Departs by {@link DepartureSwitch#K_11}.
 */
final class MttyDriver extends BasicDriver {
    /** The size of the ports' contents in bytes. */
    static final int PORTS_SIZE = 2 * 36;

    private static final byte[] HEADER = ByteBuffer.allocate(24)
            .putLong(0x766d_6967_7474_7931L) // magic
            .putInt(1) // major version
            .putInt(0) // minor version
            .putInt(2) // ports
            .putInt(PORTS_SIZE)
            .array();

    private static final int SIZE = HEADER.length + PORTS_SIZE;

    MttyDriver(SmallDevice device, Set<DepartureSwitch> departures) {
        super(FeatureSet.STOP_COPY_P2P_PRE_COPY, device, departures);
    }

    @Override
    public long stopCopyLength() {
        return SIZE;
    }

    @Override
    Optional<DataFile> execute(Arc arc) throws ErrnoException {
        return switch (arc.action()) {
            case QUIESCE_P2P, START -> let(Activity.RESPONDS);
            case UNQUIESCE_P2P -> let(Activity.RUNS);
            case STOP -> let(Activity.STOPPED);
            case START_PRE_COPY -> open(identifying());
            case COPY_FINAL_STATE -> {
                copyPorts((AppendedStream) session());
                yield let(Activity.STOPPED);
            }
            case START_SAVING -> {
                AppendedStream saving = identifying();
                copyPorts(saving);
                yield open(saving);
            }
            case END_SAVING -> endSession();
            case START_RESUMING -> open(new BufferedLoading(SIZE, HEADER, Errno.EFAULT));
            case END_RESUMING -> load();
            case STOP_AND_COPY_FINAL_STATE -> throw new AssertionError(arc + " is no arc of a device with P2P");
        };
    }

    private Optional<DataFile> let(Activity activity) {
        device.let(activity);
        return Optional.empty();
    }

    private AppendedStream identifying() {
        AppendedStream saving = new Saving();
        saving.appendInitial(HEADER);
        return saving;
    }

    private void copyPorts(AppendedStream saving) {
        saving.append(device.state());
        saving.complete();
    }

    private Optional<DataFile> load() throws ErrnoException {
        device.setState(((BufferedLoading) session()).whole());
        return endSession();
    }

    private final class Saving extends AppendedStream {
        Saving() {
            super(MttyDriver.this);
        }

        @Override
        int nothingToRead() throws ErrnoException {
            return has(DepartureSwitch.K_11) ? 0 : super.nothingToRead();
        }
    }
}
