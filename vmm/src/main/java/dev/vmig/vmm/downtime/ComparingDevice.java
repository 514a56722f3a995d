package dev.vmig.vmm.downtime;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.Optional;

/**
 * A source that charges the time in which its driver compares images. The driver itself takes no virtual time; this
 * class adds the cost of a comparison after the call that read an image.
 */
final class ComparingDevice extends ForwardingDevice {
    private final ImageWatch images;
    private final VirtualTime time;
    private final long picosPerByte;
    /** The number of images charged; the first is not compared. */
    private int charged = 1;

    ComparingDevice(VfioDevice device, ImageWatch images, VirtualTime time, long picosPerByte) {
        super(device);
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

    private final class ComparingFile extends ForwardingFile {
        ComparingFile(DataFile file) {
            super(file);
        }

        @Override
        public PrecopyInfo precopyInfo() throws ErrnoException {
            PrecopyInfo info = file.precopyInfo();
            charge();
            return info;
        }
    }
}
