package dev.vmig.fsm.uapi;

/** The requests of {@code linux/vfio.h} that concern migration: {@code _IO(VFIO_TYPE, VFIO_BASE + n)}. */
public final class VfioIoctl {
    /** {@code VFIO_TYPE}. */
    private static final int TYPE = ';' << 8;
    /** {@code VFIO_BASE}. */
    private static final int BASE = 100;

    /** {@code VFIO_DEVICE_RESET}, without an argument. */
    public static final int DEVICE_RESET = TYPE | (BASE + 11);
    /** {@code VFIO_DEVICE_FEATURE}. */
    public static final int DEVICE_FEATURE = TYPE | (BASE + 17);
    /** {@code VFIO_MIG_GET_PRECOPY_INFO}, on a data file. */
    public static final int MIG_GET_PRECOPY_INFO = TYPE | (BASE + 21);

    private VfioIoctl() {}
}
