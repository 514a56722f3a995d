package dev.vmig.samples.vmm;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** U-7: after a failure it believes in the state from before: it reads on from the file that it holds, and asks again. */
final class AsksAgain extends ForwardingDevice {
    private @Nullable DataFile held;

    AsksAgain(VfioDevice device) {
        super(device);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        try {
            Optional<DataFile> file = device.setState(requested);
            held = file.orElse(held);
            return file;
        } catch (ErrnoException e) {
            if (held != null) {
                held.read(new byte[1], 0, 1);
            }
            return device.setState(requested);
        }
    }
}
