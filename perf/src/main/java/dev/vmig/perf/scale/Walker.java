package dev.vmig.perf.scale;

import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.ArrayUtils;

/** One VF that is saved with pre-copy, loads what was saved, and runs again; one arc at a step, round and round. */
final class Walker {
    /** One round; each state is one arc away from the one before. */
    static final List<MigrationState> ROUND =
            List.of(PRE_COPY, PRE_COPY_P2P, STOP_COPY, STOP, RESUMING, STOP, RUNNING_P2P, RUNNING);

    private static final int RESUMING_STEP = ROUND.indexOf(RESUMING);

    private final VfioDevice device;
    private final byte[] chunk;
    private int step;
    private Optional<DataFile> saving = Optional.empty();
    private byte[] stream = ArrayUtils.EMPTY_BYTE_ARRAY;

    /**
     * A walker that stands in RUNNING.
     *
     * @param chunk what it reads with; walkers that take turns can share one
     */
    Walker(VfioDevice device, byte[] chunk) {
        this.device = device;
        this.chunk = chunk;
    }

    /** Takes one arc, and moves the bytes that belong to it. */
    void step() throws ErrnoException {
        MigrationState next = ROUND.get(step);
        Optional<DataFile> opened = device.setState(next);
        if (next == PRE_COPY) {
            saving = opened;
            stream = ArrayUtils.EMPTY_BYTE_ARRAY;
        }
        if (next == PRE_COPY || next == STOP_COPY) {
            drain(saving.orElseThrow());
        } else if (step == RESUMING_STEP) {
            fill(opened.orElseThrow());
        }
        step = (step + 1) % ROUND.size();
    }

    /** The state that the last step led to. */
    MigrationState state() {
        return ROUND.get((step + ROUND.size() - 1) % ROUND.size());
    }

    private void drain(DataFile file) throws ErrnoException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        read.writeBytes(stream);
        for (int count = read(file); count > 0; count = read(file)) {
            read.write(chunk, 0, count);
        }
        stream = read.toByteArray();
    }

    private int read(DataFile file) throws ErrnoException {
        try {
            return file.read(chunk, 0, chunk.length);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOMSG) {
                return 0;
            }
            throw e;
        }
    }

    private void fill(DataFile file) throws ErrnoException {
        for (int at = 0; at < stream.length; ) {
            at += file.write(stream, at, stream.length - at);
        }
    }
}
