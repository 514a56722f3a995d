package dev.vmig.fsm.uapi;

import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.VfioDevice;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The device node: it can be opened more than once, and the device lives from the first open to the last close.
 *
 * <p>Resuming the device from a power-saving state, which could fail with EIO, is not modelled.
 */
public final class DeviceNode {
    private final Supplier<VfioDevice> driver;
    private final FileTable files;
    private final PrecopyInfoRule rule;
    private int openings;
    private @Nullable OpenDevice device;

    /**
     * Creates a closed device.
     *
     * @param driver opens the device, in RUNNING
     * @param files assigns numbers to its data files
     * @param rule for filling in the pre-copy info
     */
    public DeviceNode(Supplier<VfioDevice> driver, FileTable files, PrecopyInfoRule rule) {
        this.driver = driver;
        this.files = files;
        this.rule = rule;
    }

    /** Opens the device; the first open reaches the driver. */
    public void open() {
        if (device == null) {
            device = new OpenDevice(driver.get(), files, rule);
        }
        openings++;
    }

    /** Closes the device; the last close reaches the driver and ends any session. EBADF if the device is not open. */
    public int close() {
        OpenDevice open = device;
        if (open == null) {
            return -Errno.EBADF.number();
        }
        openings--;
        if (openings == 0) {
            device = null;
            open.close();
        }
        return 0;
    }

    /**
     * {@link VfioIoctl#DEVICE_FEATURE} and {@link VfioIoctl#DEVICE_RESET}; ENOTTY for other requests, EINVAL for all as
     * long as the device is not open.
     *
     * @param argument the memory behind the third argument; a reset does not look at it
     * @return 0 or a negative errno
     */
    public int ioctl(int request, UserMemory argument) {
        return ReturnValue.zero(() -> {
            OpenDevice open = requireOpen();
            switch (request) {
                case VfioIoctl.DEVICE_FEATURE -> open.feature(argument);
                case VfioIoctl.DEVICE_RESET -> open.reset();
                default ->
                    throw new ErrnoException(
                            Errno.ENOTTY, "request: 0x%x (expected: one of migration)".formatted(request));
            }
        });
    }

    private OpenDevice requireOpen() throws ErrnoException {
        OpenDevice open = device;
        if (open == null) {
            throw new ErrnoException(Errno.EINVAL, "the caller has no access to the device");
        }
        return open;
    }
}
