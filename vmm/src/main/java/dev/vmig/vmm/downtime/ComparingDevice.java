package dev.vmig.vmm.downtime;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.Optional;

/**
 * A source whose calls take as long as its driver takes to compare images. The driver lives in no time of its own; all that
 * a comparison costs is charged here, behind the call in which an image was read.
 */
final class ComparingDevice implements VfioDevice {
    private final VfioDevice device;
    private final ImageWatch images;
    private final VirtualTime time;
    private final long picosPerByte;
    /** The first image is compared with nothing. */
    private int charged = 1;

    ComparingDevice(VfioDevice device, ImageWatch images, VirtualTime time, long picosPerByte) {
        this.device = device;
        this.images = images;
        this.time = time;
        this.picosPerByte = picosPerByte;
    }

    private void charge() {
        if (images.images() > charged) {
            charged = images.images();
            time.pass(Duration.ofNanos(images.lastBytes() * picosPerByte / 1_000));
        }
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        Optional<DataFile> file = device.setState(requested);
        charge();
        return file.map(ComparingFile::new);
    }

    @Override
    public FeatureSet features() throws ErrnoException {
        return device.features();
    }

    @Override
    public MigrationState state() throws ErrnoException {
        return device.state();
    }

    @Override
    public long stopCopyLength() throws ErrnoException {
        return device.stopCopyLength();
    }

    @Override
    public void reset() {
        device.reset();
    }

    @Override
    public void close() {
        device.close();
    }

    private final class ComparingFile implements DataFile {
        private final DataFile file;

        ComparingFile(DataFile file) {
            this.file = file;
        }

        @Override
        public PrecopyInfo precopyInfo() throws ErrnoException {
            PrecopyInfo info = file.precopyInfo();
            charge();
            return info;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws ErrnoException {
            return file.read(buffer, offset, length);
        }

        @Override
        public int write(byte[] buffer, int offset, int length) throws ErrnoException {
            return file.write(buffer, offset, length);
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
