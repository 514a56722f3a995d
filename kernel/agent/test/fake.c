/* SPDX-License-Identifier: Apache-2.0 */
/*
 * A kernel for the agent's tests: its files under /dev/vfio are two devices of the driver in examples/testee/precopy.c.
 * Linked with --wrap, so that the agent's calls of the C library come here first. With FAULT in the environment initial_bytes
 * never falls.
 */
#include <fcntl.h>
#include <stdarg.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define main example_main
#include "../../../examples/testee/precopy.c"
#undef main
#include "../uapi.h"

/* Numbers that no real file has. */
enum { CONTAINER_FD = 10000, GROUP_FD, DEVICE_FD, DATA_FD = 20000, END_FD = DATA_FD + FILES };

int __wrap_open(const char *path, int flags, ...);
int __wrap_ioctl(int fd, unsigned long request, ...);
ssize_t __wrap_read(int fd, void *data, size_t length);
ssize_t __wrap_write(int fd, const void *data, size_t length);
int __wrap_close(int fd);
int __real_open(const char *path, int flags, ...);
ssize_t __real_read(int fd, void *data, size_t length);
ssize_t __real_write(int fd, const void *data, size_t length);
int __real_close(int fd);

static int answer_with(int error) {
    errno = error;
    return error ? -1 : 0;
}

static struct file *file_of(int fd) {
    return fd >= DATA_FD && fd < END_FD ? &files[fd - DATA_FD] : NULL;
}

int __wrap_open(const char *path, int flags, ...) {
    if (strncmp(path, "/dev/vfio/", 10))
        return __real_open(path, flags);
    faulty = getenv("FAULT") != NULL;
    return !strcmp(path, "/dev/vfio/vfio") ? CONTAINER_FD : GROUP_FD;
}

static int feature(struct device *d, struct vfio_device_feature *call) {
    void *data = call + 1;
    struct vfio_device_feature_mig_state *state = data;

    switch (call->flags) {
        case VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_MIGRATION:
            ((struct vfio_device_feature_migration *)data)->flags = 7;
            return 0;
        case VFIO_DEVICE_FEATURE_GET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE:
            *state = (struct vfio_device_feature_mig_state){.device_state = (unsigned)d->state, .data_fd = -1};
            return 0;
        case VFIO_DEVICE_FEATURE_SET | VFIO_DEVICE_FEATURE_MIG_DEVICE_STATE: {
            int before = d->file, error = set(d, state->device_state);
            state->data_fd = !error && d->file >= 0 && d->file != before ? DATA_FD + d->file : -1;
            return error;
        }
        case VFIO_DEVICE_FEATURE_GET | FEATURE_MIG_DATA_SIZE:
            ((struct mig_data_size *)data)->stop_copy_length = 2 * IMAGE;
            return 0;
        case VFIO_DEVICE_FEATURE_SET | FEATURE_MIG_PRECOPY_INFO_V2:
            return 0;
        default:
            return ENOTTY;
    }
}

static int precopy(struct file *f, struct precopy_info *info) {
    if (f->ended || !f->saving)
        return f->ended ? ENODEV : ENOTTY;
    if (f->device->state == STOP_COPY)
        return EINVAL;
    *info = (struct precopy_info){.initial_bytes = f->initial};
    return 0;
}

int __wrap_ioctl(int fd, unsigned long request, ...) {
    va_list arguments;
    struct file *file = file_of(fd);

    va_start(arguments, request);
    void *argument = va_arg(arguments, void *);
    va_end(arguments);
    if (file && request == MIG_GET_PRECOPY_INFO)
        return answer_with(precopy(file, argument));
    if (fd == GROUP_FD && request == VFIO_GROUP_GET_DEVICE_FD)
        return DEVICE_FD + !strcmp(argument, "target");
    if (fd == CONTAINER_FD || fd == GROUP_FD)
        return 0;
    struct device *d = fd == DEVICE_FD || fd == DEVICE_FD + 1 ? &devices[fd - DEVICE_FD] : NULL;
    if (!d)
        return answer_with(EBADF);
    if (request == VFIO_DEVICE_RESET)
        reset(d);
    return request == VFIO_DEVICE_RESET     ? 0
           : request == VFIO_DEVICE_FEATURE ? answer_with(feature(d, argument))
                                            : answer_with(ENOTTY);
}

ssize_t __wrap_read(int fd, void *data, size_t length) {
    struct file *file = file_of(fd);

    if (!file)
        return __real_read(fd, data, length);
    size_t from = file->at;
    int error = read_from(file, &length);
    if (!error)
        memcpy(data, file->image + from, length);
    return answer_with(error) ? -1 : (ssize_t)length;
}

ssize_t __wrap_write(int fd, const void *data, size_t length) {
    struct file *file = file_of(fd);

    if (!file)
        return __real_write(fd, data, length);
    return answer_with(write_to(file, data, length)) ? -1 : (ssize_t)length;
}

int __wrap_close(int fd) {
    if (fd == DEVICE_FD || fd == DEVICE_FD + 1)
        reset(&devices[fd - DEVICE_FD]);
    return fd >= CONTAINER_FD ? 0 : __real_close(fd);
}
