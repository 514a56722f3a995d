/* SPDX-License-Identifier: Apache-2.0 */
/*
 * The VFIO migration uAPI. The headers of Debian 12 are those of Linux 6.1; what is newer is defined here, under names of its
 * own, so that newer headers do not clash with it. Numbers: include/uapi/linux/vfio.h, with the release that added them.
 */
#ifndef VMIG_UAPI_H
#define VMIG_UAPI_H

#include <linux/types.h>
#include <linux/vfio.h>

#define VIRTIO_DRIVER_NAME "virtio_vfio_pci"
#define VIRTIO_DRIVER "/sys/bus/pci/drivers/" VIRTIO_DRIVER_NAME

/* enum vfio_device_mig_state: highest number, PRE_COPY_P2P, 6.2 */
#define MIG_STATE_HIGHEST 7U

/* VFIO_MIGRATION_PRE_COPY, 6.2 */
#define MIG_FLAG_PRE_COPY (1U << 2)

/* VFIO_DEVICE_FEATURE_MIG_DATA_SIZE, 6.2: struct vfio_device_feature_mig_data_size */
#define FEATURE_MIG_DATA_SIZE 9U
struct mig_data_size {
    __aligned_u64 stop_copy_length;
};

/* VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2, 7.1: SET without payload */
#define FEATURE_MIG_PRECOPY_INFO_V2 12U

/* VFIO_MIG_GET_PRECOPY_INFO, 6.2: struct vfio_precopy_info; VFIO_PRECOPY_INFO_REINIT, 7.1 */
#define MIG_GET_PRECOPY_INFO _IO(VFIO_TYPE, VFIO_BASE + 21)
#define PRECOPY_INFO_REINIT (1U << 0)
struct precopy_info {
    __u32 argsz;
    __u32 flags;
    __aligned_u64 initial_bytes;
    __aligned_u64 dirty_bytes;
};

/* VFIO_DEVICE_BIND_IOMMUFD, 6.6: struct vfio_device_bind_iommufd */
#define DEVICE_BIND_IOMMUFD _IO(VFIO_TYPE, VFIO_BASE + 18)
struct bind_iommufd {
    __u32 argsz;
    __u32 flags;
    __s32 iommufd;
    __u32 out_devid;
};

#endif
