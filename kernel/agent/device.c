/* SPDX-License-Identifier: Apache-2.0 */
#include "device.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "uapi.h"

#define CONTAINER "/dev/vfio/vfio"
#define IOMMUFD "/dev/iommu"
#define CHARACTER_DEVICES "/dev/vfio/devices/"

char problem[512];

int failed(const char *format, ...) {
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(problem, sizeof problem, format, arguments);
    va_end(arguments);
    return -1;
}

static int failed_call(const char *call, const char *on) {
    return failed("%s: %s: %s", on, call, strerror(errno));
}

int link_target(const char *link, char *last, size_t space) {
    char target[PATH_MAX];
    ssize_t length = readlink(link, target, sizeof target - 1);

    if (length < 0)
        return failed_call("readlink", link);
    target[length] = 0;
    const char *slash = strrchr(target, '/');
    snprintf(last, space, "%s", slash ? slash + 1 : target);
    return 0;
}

static const char *group_number(const struct device *device) {
    const char *last = strrchr(device->path, '/');
    last = last ? last + 1 : device->path;
    return strncmp(last, "noiommu-", 8) ? last : last + 8;
}

/* The name of the one device in the group. */
static int find_name(struct device *device) {
    char path[NAME_SPACE + 64];
    unsigned found = 0;

    snprintf(path, sizeof path, "/sys/kernel/iommu_groups/%s/devices", group_number(device));
    DIR *devices = opendir(path);
    if (!devices)
        return failed_call("opendir", path);
    for (struct dirent *entry = readdir(devices); entry; entry = readdir(devices)) {
        if (entry->d_name[0] != '.') {
            snprintf(device->name, sizeof device->name, "%s", entry->d_name);
            found++;
        }
    }
    closedir(devices);
    if (found != 1)
        return failed("%s: %u devices in the group (expected: one, or PATH,NAME)", device->path, found);
    return 0;
}

int device_named(struct device *device, const char *text) {
    const char *comma = strchr(text, ',');
    size_t length = comma ? (size_t)(comma - text) : strlen(text);

    memset(device, 0, sizeof *device);
    device->container = device->group = device->fd = -1;
    if (length >= sizeof device->path || strlen(text) >= sizeof device->path)
        return failed("--device: longer than %zu characters", sizeof device->path - 1);
    memcpy(device->path, text, length);
    if (comma)
        snprintf(device->name, sizeof device->name, "%s", comma + 1);
    else if (strncmp(text, CHARACTER_DEVICES, strlen(CHARACTER_DEVICES)) != 0)
        return find_name(device);
    return 0;
}

static int open_file(const char *path, int *fd) {
    *fd = open(path, O_RDWR | O_CLOEXEC);
    return *fd < 0 ? failed_call("open", path) : 0;
}

static int open_by_iommufd(struct device *device) {
    struct bind_iommufd bind = {.argsz = sizeof bind};

    if (open_file(device->path, &device->fd) || open_file(IOMMUFD, &device->container))
        return -1;
    bind.iommufd = device->container;
    if (ioctl(device->fd, DEVICE_BIND_IOMMUFD, &bind))
        return failed_call("VFIO_DEVICE_BIND_IOMMUFD", device->path);
    return 0;
}

static int open_group(struct device *device) {
    bool guarded = strstr(device->path, "/noiommu-") == NULL;

    if (open_file(CONTAINER, &device->container) || open_file(device->path, &device->group))
        return -1;
    if (ioctl(device->group, VFIO_GROUP_SET_CONTAINER, &device->container))
        return failed_call("VFIO_GROUP_SET_CONTAINER", device->path);
    if (ioctl(device->container, VFIO_SET_IOMMU, guarded ? VFIO_TYPE1v2_IOMMU : VFIO_NOIOMMU_IOMMU))
        return failed_call("VFIO_SET_IOMMU", device->path);
    return 0;
}

static bool lends(const struct device *device, const struct device *other) {
    return other->group >= 0 && !strcmp(device->path, other->path);
}

int device_open(struct device *device, const struct device *other) {
    if (!strncmp(device->path, CHARACTER_DEVICES, strlen(CHARACTER_DEVICES)))
        return open_by_iommufd(device);
    if (lends(device, other)) {
        device->container = other->container;
        device->group = other->group;
    } else if (open_group(device)) {
        return -1;
    }
    device->fd = ioctl(device->group, VFIO_GROUP_GET_DEVICE_FD, device->name);
    return device->fd < 0 ? failed_call("VFIO_GROUP_GET_DEVICE_FD", device->name) : 0;
}

static void close_file(int *fd) {
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

void device_close(struct device *device, const struct device *other) {
    bool shared = device->group >= 0 && device->group == other->group;

    close_file(&device->fd);
    if (shared) {
        device->group = device->container = -1;
    } else {
        close_file(&device->group);
        close_file(&device->container);
    }
}

void device_driver(const struct device *device, char *driver, size_t space) {
    const char *last = strrchr(device->path, '/');
    char link[2 * NAME_SPACE];

    *driver = 0;
    snprintf(link, sizeof link, "/sys/bus/pci/devices/%s/driver", device->name);
    if (*device->name == 0 && last)
        snprintf(link, sizeof link, "/sys/class/vfio-dev%s/device/driver", last);
    if (link_target(link, driver, space))
        *driver = 0;
}

/* VFIO_DEVICE_FEATURE with a payload of up to 16 bytes. */
static int feature(const struct device *device, uint32_t flags, void *payload, size_t size) {
    union {
        struct vfio_device_feature head;
        unsigned char bytes[sizeof(struct vfio_device_feature) + 16];
    } call;

    memset(&call, 0, sizeof call);
    call.head.argsz = (uint32_t)(sizeof(struct vfio_device_feature) + size);
    call.head.flags = flags;
    if (size)
        memcpy(call.bytes + sizeof(struct vfio_device_feature), payload, size);
    if (ioctl(device->fd, VFIO_DEVICE_FEATURE, &call) < 0)
        return errno;
    if (size)
        memcpy(payload, call.bytes + sizeof(struct vfio_device_feature), size);
    return 0;
}

int device_flags(const struct device *device, uint64_t *flags) {
    struct vfio_device_feature_migration migration = {0};
    int error = feature(device, VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_MIGRATION, &migration, sizeof migration);

    *flags = migration.flags;
    return error;
}

int device_get_state(const struct device *device, uint32_t *state) {
    struct vfio_device_feature_mig_state now = {0};
    int error = feature(device, VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE, &now, sizeof now);

    *state = now.device_state;
    return error;
}

int device_set_state(const struct device *device, uint32_t state, int *data_fd) {
    struct vfio_device_feature_mig_state wanted = {.device_state = state, .data_fd = -1};
    int error = feature(device, VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE, &wanted, sizeof wanted);

    *data_fd = error ? -1 : wanted.data_fd;
    return error;
}

int device_data_size(const struct device *device, uint64_t *length) {
    struct mig_data_size size = {0};
    int error = feature(device, VFIO_DEVICE_FEATURE_GET | FEATURE_MIG_DATA_SIZE, &size, sizeof size);

    *length = size.stop_copy_length;
    return error;
}

int device_precopy_v2(const struct device *device) {
    return feature(device, VFIO_DEVICE_FEATURE_SET | FEATURE_MIG_PRECOPY_INFO_V2, NULL, 0);
}

int device_reset(const struct device *device) {
    return ioctl(device->fd, VFIO_DEVICE_RESET) < 0 ? errno : 0;
}

int device_region(const struct device *device, uint32_t index, uint64_t *offset) {
    struct vfio_region_info region = {.argsz = sizeof region, .index = index};

    if (ioctl(device->fd, VFIO_DEVICE_GET_REGION_INFO, &region) < 0)
        return errno;
    *offset = region.offset;
    return 0;
}
