package dev.vmig.samples.faulty;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.ResourceLedger;
import dev.vmig.conformance.kit.ResourceLedger.Holdings;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** A driver that keeps a copy of what was read, and does not let go of it when the session ends, or when a reset ends it. */
final class Hoarder extends ForwardingDevice {
    /** What it forgets to clean up after. */
    enum When {
        ENDED_BY_REQUEST,
        ENDED_BY_RESET,
        /** H-5: what was prepared for a session that could not be opened. */
        NOT_OPENED
    }

    private static final int PAGE = 4096;

    private final When when;
    private long kept;

    private Hoarder(VfioDevice device, When when) {
        super(device);
        this.when = when;
    }

    static Bench bench(Bench sound, When when) {
        Hoarder source = new Hoarder(sound.source(), when);
        Hoarder target = new Hoarder(sound.target(), when);
        Ports ports = sound.ports();
        Optional<ResourceLedger> ledger = ports.ledger().map(books -> side -> {
            Holdings held = books.held(side);
            return new Holdings(
                    held.objects(), held.sessions(), held.bytes() + (side == Side.SOURCE ? source : target).kept);
        });
        return new Bench(
                source,
                target,
                new Ports(
                        ports.log(),
                        ledger,
                        ports.scheduler(),
                        ports.budget(),
                        ports.guest(),
                        ports.faults(),
                        ports.format(),
                        ports.mode()));
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        Optional<DataFile> opened;
        try {
            opened = device.setState(requested);
        } catch (ErrnoException e) {
            kept += when == When.NOT_OPENED && e.errno() != Errno.EINVAL ? PAGE : 0;
            throw e;
        }
        MigrationState now = device.state();
        if (when == When.ENDED_BY_RESET && !now.inSavingGroup()) {
            kept = 0;
        }
        return opened.map(file -> new ForwardingFile(file) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws ErrnoException {
                int count = file.read(buffer, offset, length);
                kept += when == When.NOT_OPENED ? 0 : Math.max(count, 0);
                return count;
            }
        });
    }

    @Override
    public void reset() {
        if (when != When.ENDED_BY_RESET) {
            kept = 0;
        }
        device.reset();
    }
}
