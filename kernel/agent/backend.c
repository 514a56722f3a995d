/* SPDX-License-Identifier: Apache-2.0 */
#include "backend.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/serial_reg.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

int open_both(struct device devices[2]) {
    device_close(&devices[TARGET], &devices[SOURCE]);
    device_close(&devices[SOURCE], &devices[TARGET]);
    return device_open(&devices[SOURCE], &devices[TARGET]) || device_open(&devices[TARGET], &devices[SOURCE]) ? -1 : 0;
}

static int renew_host(struct device devices[2]) {
    if (open_both(devices))
        return -1;
    for (int i = SOURCE; i <= TARGET; i++) {
        int error = device_reset(&devices[i]);
        if (error)
            return failed("%s: VFIO_DEVICE_RESET: %s", devices[i].path, strerror(error));
    }
    return 0;
}

const struct backend host = {.traits = "", .ports = "", .renew = renew_host};

#define MTTY_TYPE "/sys/devices/virtual/mtty/mtty/mdev_supported_types/mtty-2/create"
#define MTTY_PORTS 2U

static const char *const uuids[2] = {
    "5b0f6d1a-4f5e-4f6b-9c59-7b2f5a3c0001",
    "5b0f6d1a-4f5e-4f6b-9c59-7b2f5a3c0002",
};

int write_attribute(const char *path, const char *value) {
    int fd = open(path, O_WRONLY | O_CLOEXEC);

    if (fd < 0)
        return failed("%s: open: %s", path, strerror(errno));
    ssize_t written = write(fd, value, strlen(value));
    int error = errno;
    close(fd);
    return written < 0 ? failed("%s: write of %s: %s", path, value, strerror(error)) : 0;
}

static int renew_mtty(struct device devices[2]) {
    device_close(&devices[TARGET], &devices[SOURCE]);
    device_close(&devices[SOURCE], &devices[TARGET]);
    for (int i = SOURCE; i <= TARGET; i++) {
        char path[NAME_SPACE], group[64];
        snprintf(path, sizeof path, "/sys/bus/mdev/devices/%s/remove", uuids[i]);
        if (!access(path, F_OK) && write_attribute(path, "1"))
            return -1;
        if (write_attribute(MTTY_TYPE, uuids[i]))
            return -1;
        snprintf(path, sizeof path, "/sys/bus/mdev/devices/%s/iommu_group", uuids[i]);
        if (link_target(path, group, sizeof group))
            return -1;
        snprintf(path, sizeof path, "/dev/vfio/%s,%s", group, uuids[i]);
        if (device_named(&devices[i], path))
            return -1;
    }
    return open_both(devices);
}

static int write_register(const struct device *device, uint64_t port, unsigned offset, uint8_t value) {
    ssize_t written = pwrite(device->fd, &value, 1, (off_t)(port + offset));
    return written == 1 ? 0 : written < 0 ? errno : EIO;
}

/* Line control, divisor and scratch register of both ports: what neither raises an interrupt nor moves the FIFO. */
static int set_up_mtty(const struct device *device, uint64_t number) {
    for (uint32_t i = 0; i < MTTY_PORTS; i++) {
        uint64_t port = 0;
        int error = device_region(device, i, &port);
        if (error)
            return error;
        const struct {
            unsigned offset;
            uint8_t value;
        } writes[] = {
            {UART_LCR, UART_LCR_DLAB},
            {UART_DLL, (uint8_t)(number * 2 + i + 1)},
            {UART_DLM, (uint8_t)(number % 3)},
            {UART_LCR, (uint8_t)(number % 2 ? UART_LCR_WLEN8 : UART_LCR_WLEN7)},
            {UART_SCR, (uint8_t)(number * 16 + i + 1)},
        };
        for (size_t at = 0; at < sizeof writes / sizeof *writes; at++) {
            error = write_register(device, port, writes[at].offset, writes[at].value);
            if (error)
                return error;
        }
    }
    return 0;
}

/* The registers that a guest can read without changing them. */
static int view_mtty(const struct device *device, char *view, size_t space) {
    static const struct {
        const char *name;
        unsigned offset;
    } registers[] = {{"IER", UART_IER}, {"LCR", UART_LCR}, {"MCR", UART_MCR}, {"SCR", UART_SCR}};
    size_t length = 0;

    for (uint32_t i = 0; i < MTTY_PORTS; i++) {
        uint64_t port = 0;
        int error = device_region(device, i, &port);
        if (error)
            return error;
        for (size_t at = 0; at < sizeof registers / sizeof *registers && length < space; at++) {
            uint8_t value = 0;
            ssize_t got = pread(device->fd, &value, 1, (off_t)(port + registers[at].offset));
            if (got != 1)
                return got < 0 ? errno : EIO;
            int printed = snprintf(view + length, space - length, "%s%s%u=%02x", length ? " " : "", registers[at].name, i, value);
            length += printed > 0 ? (size_t)printed : 0;
        }
    }
    return 0;
}

const struct backend mtty = {
    .name = "mtty",
    .traits = "\"SAME_STATE_SAME_BYTES\",\"EXACT_COUNTERS\"",
    .ports = "\"GUEST\",\"GUEST_VIEW\"",
    .renew = renew_mtty,
    .set_up = set_up_mtty,
    .view = view_mtty,
};
