package dev.vmig.properties.callers;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.trace.Pending;
import dev.vmig.trace.TraceEvent;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;

/** One thread that makes random calls, and records when each begins and what it is answered. */
final class Caller implements Runnable {
    private static final String DEVICE = "vf0";
    private static final String OK = "0";
    private static final List<MigrationState> REQUESTS = List.of(
            MigrationState.RUNNING,
            MigrationState.RUNNING_P2P,
            MigrationState.STOP,
            MigrationState.STOP_COPY,
            MigrationState.RESUMING);

    private final String name;
    private final VfioDevice device;
    private final AtomicReference<Optional<DataFile>> file;
    private final List<TraceEvent> events;
    private final SplittableRandom random;
    private final int calls;

    /**
     * A caller.
     *
     * @param file of the session, shared with the other callers
     * @param events a synchronised list, shared as well
     */
    Caller(
            String name,
            VfioDevice device,
            AtomicReference<Optional<DataFile>> file,
            List<TraceEvent> events,
            SplittableRandom random,
            int calls) {
        this.name = name;
        this.device = device;
        this.file = file;
        this.events = events;
        this.random = random;
        this.calls = calls;
    }

    @Override
    public void run() {
        for (int call = 0; call < calls; call++) {
            switch (random.nextInt(6)) {
                case 0, 1 -> setState(REQUESTS.get(random.nextInt(REQUESTS.size())));
                case 2 -> getState();
                case 3 -> read();
                case 4 -> write();
                default -> reset();
            }
        }
    }

    private void setState(MigrationState requested) {
        events.add(new TraceEvent.SetState(0, DEVICE, name, requested.name()));
        String errno = OK;
        Optional<DataFile> opened = Optional.empty();
        try {
            opened = device.setState(requested);
        } catch (ErrnoException e) {
            errno = e.errno().name();
        }
        // In one step: the file of a call is the one that the last answer before it brought.
        synchronized (events) {
            events.add(new TraceEvent.SetStateDone(0, DEVICE, name, errno, "", opened.isPresent()));
            if (opened.isPresent()) {
                file.set(opened);
            }
        }
    }

    private void getState() {
        events.add(new TraceEvent.GetState(0, DEVICE, name));
        events.add(new TraceEvent.GetStateDone(0, DEVICE, name, OK, state()));
    }

    /** A reset that comes during a call is carried out at its end; a request for the state waits for that. */
    private void reset() {
        events.add(new TraceEvent.Reset(0, DEVICE, name));
        device.reset();
        events.add(new TraceEvent.ResetDone(0, DEVICE, name, state()));
    }

    private String state() {
        try {
            return device.state().name();
        } catch (ErrnoException e) {
            throw new IllegalStateException("GET", e);
        }
    }

    private void read() {
        int length = 64;
        Optional<DataFile> shared = use(new TraceEvent.ReadCall(0, DEVICE, name, length));
        if (shared.isPresent()) {
            String errno = OK;
            int bytes = 0;
            try {
                bytes = shared.get().read(new byte[length], 0, length);
            } catch (ErrnoException e) {
                errno = e.errno().name();
            }
            events.add(new TraceEvent.ReadDone(0, DEVICE, name, errno, bytes));
        }
    }

    /** The first bytes of a record of no known kind: refused, or part of a header. */
    private void write() {
        byte[] bytes = new byte[random.nextInt(1, 4)];
        Optional<DataFile> shared = use(new TraceEvent.Write(0, DEVICE, name, bytes.length));
        if (shared.isPresent()) {
            String errno = OK;
            try {
                shared.get().write(bytes, 0, bytes.length);
            } catch (ErrnoException e) {
                errno = e.errno().name();
            }
            events.add(new TraceEvent.WriteDone(0, DEVICE, name, errno, Pending.UNKNOWN));
        }
    }

    /** The shared file, with the call on it as an event if there is one. */
    private Optional<DataFile> use(TraceEvent call) {
        synchronized (events) {
            Optional<DataFile> shared = Objects.requireNonNull(file.get());
            if (shared.isPresent()) {
                events.add(call);
            }
            return shared;
        }
    }
}
