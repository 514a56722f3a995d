/* SPDX-License-Identifier: Apache-2.0 */
/* Where the two devices come from, and what a guest of theirs can do. */
#ifndef VMIG_BACKEND_H
#define VMIG_BACKEND_H

#include "device.h"

#define SOURCE 0
#define TARGET 1

struct backend {
    const char *traits; /* elements of a JSON array */
    const char *ports;
    /* Makes both devices new, and opens them. Returns 0, or -1 with the problem. */
    int (*renew)(struct device devices[2]);
    /* Port GUEST: returns 0 or an errno. NULL without the port. */
    int (*set_up)(const struct device *device, uint64_t number);
    /* Port GUEST_VIEW: returns 0 or an errno. */
    int (*view)(const struct device *device, char *view, size_t space);
};

/* Two mediated devices of the kernel's sample mtty, each with two serial ports. */
extern const struct backend mtty;

/* Devices of the host, which are opened again and reset. */
extern const struct backend host;

#endif
