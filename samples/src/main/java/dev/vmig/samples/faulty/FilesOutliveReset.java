package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.VfioDevice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** H-7: what a saving file has not delivered yet it delivers after a reset too. */
final class FilesOutliveReset extends ForwardingDevice {
    private final List<KeptFile> files = new ArrayList<>();

    FilesOutliveReset(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(file -> {
            KeptFile kept = new KeptFile(file);
            files.add(kept);
            return kept;
        });
    }

    @Override
    public void reset() {
        files.forEach(KeptFile::keep);
        device.reset();
    }
}
