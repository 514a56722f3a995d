package dev.vmig.samples.faulty;

import static dev.vmig.samples.faulty.FaultyDriver.race;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Mistakes that show only if two threads call: something that belongs to a call is shared by all calls. */
final class RaceMistakes {
    static final List<FaultyDriver> ALL = List.of(
            race("F-SES-014", "SES-014", device -> Mistake.inFiles(device, (sound, file) -> new SharedBuffer(file))),
            race("F-SES-014b", "SES-014", SharedResult::new));

    /**
     * A place where a call lingers for a moment if it is alone, unless the thread makes it that opened the device or file.
     * It makes the race strike in almost every attempt, whatever else runs on the machine.
     */
    private static final class Window {
        private static final int PAUSES = 20;
        private static final long PAUSE_NANOS = 50_000;

        private final AtomicInteger arrived = new AtomicInteger();
        private final Thread opener = Thread.currentThread();

        void linger() {
            int before = arrived.incrementAndGet();
            if (Thread.currentThread() == opener) {
                return;
            }
            for (int i = 0; i < PAUSES && arrived.get() == before; i++) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    /** Reads go through one buffer of the file, and no lock is held while it is copied out. */
    private static final class SharedBuffer extends ForwardingFile {
        private final Window window = new Window();
        private volatile byte[] buffer = {};

        SharedBuffer(DataFile file) {
            super(file);
        }

        @Override
        public int read(byte[] into, int offset, int length) throws ErrnoException {
            byte[] read = new byte[length];
            int count;
            synchronized (this) {
                count = file.read(read, 0, length);
                buffer = read;
            }
            window.linger();
            byte[] last = buffer;
            System.arraycopy(last, 0, into, offset, Math.min(Math.max(count, 0), last.length));
            return count;
        }
    }

    /** The file of a session is kept in the device, and returned after the lock was released. */
    private static final class SharedResult extends ForwardingDevice {
        private final Window window = new Window();
        private volatile Optional<DataFile> opened = Optional.empty();

        SharedResult(VfioDevice device) {
            super(device);
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            synchronized (this) {
                opened = device.setState(requested);
            }
            window.linger();
            return opened;
        }
    }

    private RaceMistakes() {}
}
