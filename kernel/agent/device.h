/* SPDX-License-Identifier: Apache-2.0 */
/* One VFIO device: opened through its group or its character device, and the calls of the migration uAPI on it. */
#ifndef VMIG_DEVICE_H
#define VMIG_DEVICE_H

#include <stddef.h>
#include <stdint.h>

#define NAME_SPACE 256

struct device {
    char path[NAME_SPACE]; /* /dev/vfio/N, /dev/vfio/noiommu-N or /dev/vfio/devices/vfioN */
    char name[NAME_SPACE]; /* as VFIO_GROUP_GET_DEVICE_FD takes it */
    int container;         /* or /dev/iommu */
    int group;
    int fd;
};

/* What went wrong last, for a person. */
extern char problem[512];
__attribute__((format(printf, 1, 2))) int failed(const char *format, ...);

/* PATH or PATH,NAME. Without a name the group has to have one device. Returns 0, or -1 with the problem. */
int device_named(struct device *device, const char *text);

/* Opens it. The other device, if it is of the same group and open, lends that. Returns 0, or -1 with the problem. */
int device_open(struct device *device, const struct device *other);
void device_close(struct device *device, const struct device *other);

/* The driver that it is bound to, or an empty string if that cannot be told. */
void device_driver(const struct device *device, char *driver, size_t space);

/* These return 0 or an errno. */
int device_flags(const struct device *device, uint64_t *flags);
int device_get_state(const struct device *device, uint32_t *state);
/* The data_fd is -1 if there is none. */
int device_set_state(const struct device *device, uint32_t state, int *data_fd);
int device_data_size(const struct device *device, uint64_t *length);
int device_precopy_v2(const struct device *device);
int device_reset(const struct device *device);
int device_region(const struct device *device, uint32_t index, uint64_t *offset);

/* The file behind /sys, such as "../mdev/driver", that a link names last. Returns 0, or -1 with the problem. */
int link_target(const char *link, char *last, size_t space);

#endif
