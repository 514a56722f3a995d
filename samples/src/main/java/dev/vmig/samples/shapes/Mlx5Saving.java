package dev.vmig.samples.shapes;

import dev.vmig.codec.RecordHeader;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;

/**
 * A stream of records, each with an image. The device saves asynchronously: the size is known and counted at once, the
 * bytes follow later, and until then a read that finds none answers EAGAIN.
 */
final class Mlx5Saving extends AppendedStream {
    private static final Duration SAVE = Duration.ofNanos(150_000);
    /** The contents of a caller's uncleared memory. */
    private static final long CALLERS = 0x5555_5555_5555L;

    private final Mlx5Driver driver;
    private final Mlx5Images images;
    private final VirtualTime time;

    /** Bytes of the stream that are available or in flight. */
    private long announced;

    private long initialEnd;
    private int saving;

    Mlx5Saving(Mlx5Driver driver, Mlx5Images images, VirtualTime time) {
        super(driver);
        this.driver = driver;
        this.images = images;
        this.time = time;
    }

    /** Saves the first version of the state, or a new first version. */
    void saveInitial() {
        save(images.whole());
        initialEnd = announced;
    }

    /** Saves the changes since, as the end of the stream. */
    void saveFinal() {
        save(images.changes());
        complete();
    }

    /** Saves the whole state of a stopped device. */
    void saveAll() {
        save(images.whole());
        complete();
    }

    private void save(byte[] image) {
        byte[] record = new byte[RecordHeader.LENGTH + image.length];
        RecordHeader.encodeDeviceData(record, 0, image.length);
        System.arraycopy(image, 0, record, RecordHeader.LENGTH, image.length);
        announced += record.length;
        saving++;
        time.after(SAVE.toNanos(), () -> saved(record));
    }

    /** Appends a saved image; virtual time delivers images in the order of their requests. */
    private void saved(byte[] record) {
        saving--;
        if (!isAlive()) {
            return;
        }
        if (driver.device.failsNow()) {
            end();
        } else {
            append(record);
        }
    }

    @Override
    int nothingToRead() throws ErrnoException {
        if (saving > 0 && !(driver.has(DepartureSwitch.H_8) && !isComplete())) {
            throw new ErrnoException(Errno.EAGAIN, "the device is saving");
        }
        return super.nothingToRead();
    }

    /**
     * Queries the device for changes once everything is read, but not in PRE_COPY_P2P, where the final image follows
     * soon.
     */
    @Override
    public PrecopyInfo precopyInfo() throws ErrnoException {
        return driver.during(() -> {
            requireAlive();
            driver.requirePreCopy();
            boolean anew = unread() == 0 && driver.state() == MigrationState.PRE_COPY && saveChanges();
            long initial = Math.max(0, initialEnd - position());
            long dirty = driver.has(DepartureSwitch.K_3) && initial > 0 ? CALLERS : unread() - initial;
            return new PrecopyInfo(initial, dirty, anew);
        });
    }

    /** Saves changes, or a new first version if most of the state has changed; whether REINIT is reported. */
    private boolean saveChanges() throws ErrnoException {
        driver.device.command("query changes");
        int changed = images.changed();
        boolean most = changed > images.wholeSize() / 2;
        if (most && driver.reportsReinit()) {
            saveInitial();
            return true;
        }
        if (changed > 0) {
            save(most ? images.whole() : images.changes());
        }
        return false;
    }

    private long unread() {
        return announced - position();
    }
}
