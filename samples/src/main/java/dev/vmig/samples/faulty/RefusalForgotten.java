package dev.vmig.samples.faulty;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.VfioDevice;
import java.util.Optional;

/** A refusal of bytes is answered in another way: as success, or with another errno. */
final class RefusalForgotten extends ForwardingDevice {
    private final Errno refusal;
    private final boolean success;

    private RefusalForgotten(VfioDevice device, Errno refusal, boolean success) {
        super(device);
        this.refusal = refusal;
        this.success = success;
    }

    /** K-6: the rule is not kept. */
    static VfioDevice ofSizes(VfioDevice device) {
        return new RefusalForgotten(device, Errno.ENOMEM, true);
    }

    /** A mandatory record is refused with an errno that does not say why. */
    static VfioDevice ofKinds(VfioDevice device) {
        return new RefusalForgotten(device, Errno.EOPNOTSUPP, false);
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        return device.setState(requested).map(file -> new ForwardingFile(file) {
            @Override
            public int write(byte[] buffer, int offset, int length) throws ErrnoException {
                try {
                    return file.write(buffer, offset, length);
                } catch (ErrnoException e) {
                    if (e.errno() != refusal) {
                        throw e;
                    }
                    if (success) {
                        return length;
                    }
                    throw new ErrnoException(Errno.EINVAL, "not a record of an image");
                }
            }
        });
    }
}
