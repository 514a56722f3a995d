package dev.vmig.admin.legacy;

/**
 * What VFIO_DEVICE_GET_REGION_INFO says of a region (uapi/linux/vfio.h).
 *
 * @param size bytes of the region
 * @param flags {@link #READ} and {@link #WRITE}; no MMAP, since nothing is behind an emulated BAR
 */
public record RegionInfo(long size, int flags) {
    /** VFIO_REGION_INFO_FLAG_READ. */
    public static final int READ = 1;
    /** VFIO_REGION_INFO_FLAG_WRITE. */
    public static final int WRITE = 2;
}
