package dev.vmig.samples.faulty;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.ResourceLedger;
import dev.vmig.conformance.kit.ResourceLedger.Holdings;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** Keeps a copy of the bytes read, and does not release it when a request or a reset ends the session. */
final class LeaksBuffers extends ForwardingDevice {
    /** The end of a session after which nothing is released. */
    enum Moment {
        ENDED_BY_REQUEST,
        ENDED_BY_RESET,
        /** H-5: the buffer of a session that could not be opened. */
        NOT_OPENED
    }

    private static final int PAGE = 4096;

    private final Moment moment;
    private long kept;

    private LeaksBuffers(VfioDevice device, Moment moment) {
        super(device);
        this.moment = moment;
    }

    static Bench bench(Bench sound, Moment moment) {
        LeaksBuffers source = new LeaksBuffers(sound.source(), moment);
        LeaksBuffers target = new LeaksBuffers(sound.target(), moment);
        ResourceLedger books = sound.ports().ledger().orElseThrow();
        ResourceLedger ledger = side -> {
            Holdings held = books.held(side);
            return new Holdings(held.objects(), held.sessions(), held.bytes() + side.of(source, target).kept);
        };
        return new Bench(source, target, sound.ports().with(ledger));
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        Optional<DataFile> opened;
        try {
            opened = device.setState(requested);
        } catch (ErrnoException e) {
            kept += moment == Moment.NOT_OPENED && e.errno() != Errno.EINVAL ? PAGE : 0;
            throw e;
        }
        MigrationState now = device.state();
        if (moment == Moment.ENDED_BY_RESET && !now.inSavingGroup()) {
            kept = 0;
        }
        return opened.map(file -> new ForwardingFile(file) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                int count = file.read(buffer, offset, length);
                kept += moment == Moment.NOT_OPENED ? 0 : Math.max(count, 0);
                return count;
            }
        });
    }

    @Override
    public void reset() {
        if (moment != Moment.ENDED_BY_RESET) {
            kept = 0;
        }
        device.reset();
    }
}
