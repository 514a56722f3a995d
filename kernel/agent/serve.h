/* SPDX-License-Identifier: Apache-2.0 */
#ifndef VMIG_SERVE_H
#define VMIG_SERVE_H

#include "backend.h"

struct identity {
    char name[65];   /* of hello */
    char uapi[32];   /* MAJOR.MINOR */
    char traits[256]; /* elements of a JSON array */
};

/* Answers calls, until their end: 0, or an errno of reading or writing. */
int serve(int in, int out, const struct backend *backend, struct device devices[2], const struct identity *identity);

#endif
