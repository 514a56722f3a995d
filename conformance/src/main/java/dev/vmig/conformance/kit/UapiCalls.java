package dev.vmig.conformance.kit;

/**
 * Port: the calls of the uAPI as a process makes them, with numbers of files and with memory that can fault. The devices are
 * those of the bench, each opened once.
 */
public interface UapiCalls {
    /** In place of a file: the device itself. */
    int DEVICE = -1;

    /** {@code VFIO_DEVICE_FEATURE}, an ioctl of a device. */
    int DEVICE_FEATURE = ';' << 8 | 117;

    /**
     * {@code ioctl}.
     *
     * @param file number of a data file, or {@link #DEVICE}
     * @param request {@code VFIO_DEVICE_FEATURE} and others, by number
     * @param memory all that can be read at the address that is passed; the call stores into it
     * @param storable whether it can be written, too
     * @return from 0 up, or a negative errno
     */
    int ioctl(Side side, int file, int request, byte[] memory, boolean storable);

    /**
     * {@code read} of as many bytes as the buffer has.
     *
     * @param storable whether the buffer can be written
     * @return from 0 up, or a negative errno
     */
    int read(Side side, int file, byte[] buffer, boolean storable);

    /**
     * {@code write}.
     *
     * @param bytes all that can be read at the address that is passed
     * @param length how many are to be written; a write of more than there are faults
     * @return how many were taken, or a negative errno
     */
    int write(Side side, int file, byte[] bytes, int length);

    /** {@code close} of a data file; 0 or a negative errno. */
    int close(Side side, int file);

    /** Uses all free numbers of files up, so that the next file finds none, or gives them back. */
    void exhaustFiles(Side side, boolean on);
}
