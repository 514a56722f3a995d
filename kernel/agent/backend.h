/* SPDX-License-Identifier: Apache-2.0 */
/* Where the two devices come from, and what a guest of theirs can do. */
#ifndef VMIG_BACKEND_H
#define VMIG_BACKEND_H

#include "device.h"
#include "message.h"

#define SOURCE 0
#define TARGET 1

/* What a call is that the backend does not have. */
#define NO_SUCH_CALL (-2)

struct backend {
    const char *name;   /* of the driver; NULL if its devices say it */
    const char *traits; /* elements of a JSON array */
    const char *ports;
    /* Makes both devices new, and opens them. Returns 0, or -1 with the problem. */
    int (*renew)(struct device devices[2]);
    /* Port GUEST: returns 0 or an errno. NULL without the port. */
    int (*set_up)(const struct device *device, uint64_t number);
    /* Port GUEST_VIEW: returns 0 or an errno. */
    int (*view)(const struct device *device, char *view, size_t space);
    /* Calls of further ports: returns 0, an errno or NO_SUCH_CALL. NULL without them. */
    int (*port)(unsigned side, const char *name, const struct call *call, struct answer *answer);
};

/* Two mediated devices of the kernel's sample mtty, each with two serial ports. */
extern const struct backend mtty;

/* Two VFs of the first virtio owner, on the simulated admin virtqueue of kernel/admin. */
extern const struct backend virtio;

/* Devices of the host, which are opened again and reset. */
extern const struct backend host;

/* Closes both devices, and opens them again. Returns 0, or -1 with the problem. */
int open_both(struct device devices[2]);

/* Writes a value into a file of /sys. Returns 0, or -1 with the problem. */
int write_attribute(const char *path, const char *value);

#endif
