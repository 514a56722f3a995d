package dev.vmig.admin;

import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.SourceDescription;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.ArcRunner;
import dev.vmig.fsm.CallGate;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.OvertakenException;
import dev.vmig.fsm.VfioDevice;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.lang3.Validate;
import org.apache.commons.lang3.function.FailableFunction;
import org.jspecify.annotations.Nullable;

/**
 * The vfio-virtio driver: one VF, migrated by admin commands to its owner.
 *
 * <p>The device has two modes where VFIO has eight states; {@link #execute} is the bridge. It does what the TLA+ module
 * {@code VirtioVf} says, command by command. Facts: drivers/vfio/pci/virtio/migrate.c of Linux for the commands of each
 * arc, include/uapi/linux/vfio.h for what the VMM may expect of it. Where these two disagree the uAPI wins, see {@link
 * DriverProfile}.
 *
 * <p>Threads that call at the same time wait for each other; a read of a saving file waits for no call. {@link #reset}
 * never waits: if a call is in progress, that call carries it out at its end. While a completion is awaited, re-entrant calls
 * are limited to reset() and state().
 */
public final class VirtioDriver implements VfioDevice {
    private final DevicePartsOwner owner;
    private final long memberId;
    private final PciFunction function;
    private final DriverOptions options;
    private final CallGate gate;
    private final ArcRunner runner;
    private final SessionContext context;

    /** The object of the session; there a little before the session, and gone a little before it ends. */
    private @Nullable PartObject object;

    private @Nullable Session session;
    private volatile boolean closed;

    /**
     * Opens a VF. Nothing is sent to the device.
     *
     * @param vfIndex number of the VF, from 0; its member id in the SR-IOV group is one more (Virtio 1.4, 2.12)
     * @param clock what the pre-copy limiter goes by
     */
    public VirtioDriver(
            DevicePartsOwner owner, int vfIndex, PciFunction function, InstantSource clock, DriverOptions options) {
        Validate.inclusiveBetween(0, 0xfffe, vfIndex, "vfIndex: %d (expected: 0 to 65534)".formatted(vfIndex));
        this.owner = owner;
        this.memberId = vfIndex + 1L;
        this.function = function;
        this.options = options;
        this.gate = new CallGate(this::handleReset, owner.profile().has(Quirk.K_5));
        this.runner = new ArcRunner(options.features(), this::execute);
        this.context =
                new SessionContext(gate, runner::state, owner.profile(), options, clock, this::describe, () -> {});
    }

    @Override
    public FeatureSet features() throws ErrnoException {
        requireOpen();
        return options.features();
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return gate.during(() -> {
            requireOpen();
            return runner.request(requested);
        });
    }

    @Override
    public MigrationState state() throws ErrnoException {
        requireOpen();
        return gate.look(runner::state);
    }

    /**
     * {@inheritDoc}
     *
     * <p>It is the size of an image as the device announces it, without the record header. Outside a saving session the
     * device is asked through an object made for it, so that it fails with ENOSPC when object ids run out.
     */
    @Override
    public long stopCopyLength() throws ErrnoException {
        return gate.during(() -> {
            requireOpen();
            if (session instanceof SavingSession saving && !saving.isDead()) {
                return saving.imageSize();
            }
            return throughSpareObject(PartObject::size);
        });
    }

    /**
     * {@inheritDoc}
     *
     * <p>No mode command is sent: the device runs after a function-level reset. If a call is in progress the reset waits
     * for the command in flight, and for all of a write or query; the rest of a request is given up and answered EIO.
     */
    @Override
    public void reset() {
        if (closed) {
            return;
        }
        if (has(Quirk.K_5)) {
            function.functionLevelReset();
        }
        gate.reset();
    }

    /** {@inheritDoc} A device that was stopped is reset, so that it runs when it is opened again. */
    @Override
    public void close() {
        gate.close(() -> {
            if (closed) {
                return;
            }
            closed = true;
            if (!runner.state().isRunning() && !has(Quirk.K_15)) {
                function.functionLevelReset();
            }
            destroyObject();
            endSession();
        });
    }

    /** What the driver holds when no call is in progress, or now if the caller's own is. */
    public Ledger ledger() {
        return gate.look(() -> new Ledger(
                object == null ? Set.of() : Set.of(object.id()),
                session == null ? 0 : 1,
                session == null ? 0 : session.queuedBytes()));
    }

    /**
     * The bridge. The device is stopped on the way from RUNNING to RUNNING_P2P, since it cannot tell peer-to-peer DMA
     * from other DMA, so that nothing is left to do between RUNNING_P2P and STOP.
     */
    private Optional<DataFile> execute(Arc arc) throws ErrnoException {
        return switch (arc.action()) {
            case QUIESCE_P2P -> setMode(true);
            case UNQUIESCE_P2P -> setMode(false);
            case STOP, START -> Optional.empty();
            case START_SAVING -> startSaving(false);
            case START_PRE_COPY -> startSaving(true);
            case COPY_FINAL_STATE -> copyFinalState();
            case END_SAVING -> end();
            case START_RESUMING -> startResuming();
            case END_RESUMING -> endResuming();
            case STOP_AND_COPY_FINAL_STATE -> throw new AssertionError(arc + " is no arc of a device with P2P");
        };
    }

    private Optional<DataFile> setMode(boolean stop) throws ErrnoException {
        owner.client().setMode(memberId, stop);
        gate.pass();
        return Optional.empty();
    }

    private Optional<DataFile> startSaving(boolean preCopy) throws ErrnoException {
        return start(PartsObjectKind.GET, created -> {
            SavingSession saving = new SavingSession(created, context);
            if (preCopy) {
                saving.saveInitial(gate::pass);
            } else {
                saving.saveFinal(gate::pass);
            }
            return saving;
        });
    }

    private Optional<DataFile> startResuming() throws ErrnoException {
        return start(PartsObjectKind.SET, created -> new ResumingSession(created, context));
    }

    private Optional<DataFile> start(
            PartsObjectKind kind, FailableFunction<PartObject, Session, ErrnoException> beginning)
            throws ErrnoException {
        PartObject created = owner.create(memberId, kind, gate::pass);
        object = created;
        gate.pass();
        try {
            Session begun = beginning.apply(created);
            session = begun;
            return Optional.of(begun);
        } catch (OvertakenException overtaken) {
            throw overtaken; // The reset destroys the object, after it has reset the function.
        } catch (ErrnoException failed) {
            destroyObject();
            throw failed;
        }
    }

    private Optional<DataFile> copyFinalState() throws ErrnoException {
        SavingSession saving = (SavingSession) openSession();
        saving.requireAlive();
        try {
            saving.saveFinal(gate::pass);
        } catch (ErrnoException failed) {
            saving.fail();
            throw failed;
        }
        return Optional.empty();
    }

    private Optional<DataFile> end() throws ErrnoException {
        destroyObject();
        gate.pass();
        endSession();
        return Optional.empty();
    }

    private Optional<DataFile> endResuming() throws ErrnoException {
        if (!has(Quirk.K_1)) {
            ((ResumingSession) openSession()).requireLoaded();
        }
        return end();
    }

    private void handleReset() {
        if (closed) {
            return; // Close has done all of it.
        }
        if (!has(Quirk.K_5)) {
            function.functionLevelReset();
        }
        destroyObject();
        endSession();
        runner.reset();
    }

    /** Describes this device, to be compared with the source. */
    private SourceDescription describe() throws ErrnoException {
        return throughSpareObject(spare -> {
            long size = spare.size();
            return DeviceDescription.of(
                            options.describedAs().orElseThrow(), spare.image(size, options.maximumImageBytes()), size)
                    .orElseThrow(() -> new ErrnoException(
                            Errno.EINVAL,
                            "the source describes itself, and the target has no parts to compare that with"));
        });
    }

    /** Queries the device outside a saving session. All commands are sent, even if a reset waits: they leave nothing behind. */
    private <T> T throughSpareObject(FailableFunction<PartObject, T, ErrnoException> query) throws ErrnoException {
        PartObject spare = owner.create(memberId, PartsObjectKind.GET, () -> {});
        try {
            return query.apply(spare);
        } finally {
            spare.destroy();
        }
    }

    private void destroyObject() {
        PartObject doomed = object;
        object = null;
        if (doomed != null) {
            doomed.destroy();
        }
    }

    private void endSession() {
        if (session != null) {
            session.end();
            session = null;
        }
    }

    private Session openSession() {
        return Objects.requireNonNull(session, "session");
    }

    private boolean has(Quirk quirk) {
        return owner.profile().has(quirk);
    }

    private void requireOpen() throws ErrnoException {
        if (closed) {
            throw new ErrnoException(Errno.ENODEV, "the device is closed");
        }
        owner.requireOffered();
    }
}
