/*
 * The device of registers.c with P2P and PRE_COPY: features 7, behind the testee protocol. Libc only.
 *     cc -Wall -Wextra -o precopy precopy.c && vmig conform --testee ./precopy
 * The upper half is the driver, the lower half the adapter: take the lower half for a driver of yours.
 * The stream is one or more images of the registers; the last one counts. In PRE_COPY the first image is the initial
 * bytes, and STOP_COPY adds another. With --fault initial_bytes never falls, which VMIG-CNT-010 finds.
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STOP = 1, RUNNING, STOP_COPY, RESUMING, RUNNING_P2P, PRE_COPY, PRE_COPY_P2P };
enum { REGISTERS = 32, IMAGE = 4 + REGISTERS, FILES = 4096 };

/* The next state on the way: a row for each current state, a column for each requested one, 0 for EINVAL.
 * vmig table --features 7 */
static const int next[8][8] = {
    [STOP] = {0, 1, 5, 3, 4, 5, 5, 5},
    [RUNNING] = {0, 5, 2, 5, 5, 5, 6, 5},
    [STOP_COPY] = {0, 1, 1, 3, 1, 1, 0, 0},
    [RESUMING] = {0, 1, 1, 1, 4, 1, 1, 1},
    [RUNNING_P2P] = {0, 1, 2, 1, 1, 5, 2, 7},
    [PRE_COPY] = {0, 2, 2, 7, 2, 2, 6, 7},
    [PRE_COPY_P2P] = {0, 5, 5, 3, 5, 5, 6, 7},
};

static struct device {
    int state, file; /* of the session; -1 if there is none */
    unsigned char registers[REGISTERS];
} devices[2];

static struct file {
    struct device *device;
    int saving, ended, failed;
    size_t at, end, initial; /* saving: read, there to read, and initial bytes not yet read; resuming: at is written */
    unsigned char image[2 * IMAGE]; /* saving: first and last image; resuming: the image that is being written */
} files[FILES];

static int faulty, used;

static void end_session(struct device *d) {
    if (d->file >= 0)
        files[d->file].ended = 1;
    d->file = -1;
}

static void reset(struct device *d) {
    end_session(d);
    memset(d->registers, 0, REGISTERS);
    d->state = RUNNING;
}

static void append(struct file *f) {
    memcpy(f->image + f->end, "REGS", 4);
    memcpy(f->image + f->end + 4, f->device->registers, REGISTERS);
    f->end += IMAGE;
}

static struct file *open_session(struct device *d, int saving) {
    struct file *f = &files[d->file = used++ % FILES];
    *f = (struct file){.device = d, .saving = saving};
    if (saving)
        append(f);
    return f;
}

static int arc(struct device *d, int to) {
    if (d->state == RESUMING) {
        struct file *f = &files[d->file];
        if (f->failed || f->at == 0 || f->at % IMAGE != 0)
            return EINVAL;
        memcpy(d->registers, f->image + 4, REGISTERS);
    }
    if (to == STOP || to == RUNNING || to == RUNNING_P2P)
        end_session(d);
    else if (to == RESUMING)
        open_session(d, 0);
    else if (d->file < 0)
        open_session(d, 1)->initial = to == STOP_COPY ? 0 : IMAGE;
    else if (to == STOP_COPY)
        append(&files[d->file]);
    d->state = to;
    return 0;
}

static int set(struct device *d, unsigned long long state) {
    int error = 0;
    if (state > PRE_COPY_P2P || next[d->state][state] == 0)
        return EINVAL;
    while (!error && d->state != (int)state)
        error = arc(d, next[d->state][state]);
    return error;
}

static int read_from(struct file *f, size_t *length) {
    if (f->ended || !f->saving)
        return f->ended ? ENODEV : EBADF;
    if (*length > 0 && f->at == f->end && f->device->state != STOP_COPY)
        return ENOMSG;
    if (*length > f->end - f->at)
        *length = f->end - f->at;
    f->at += *length;
    if (!faulty)
        f->initial -= *length < f->initial ? *length : f->initial;
    return 0;
}

static int write_to(struct file *f, const unsigned char *data, size_t length) {
    if (f->ended || f->failed)
        return ENODEV;
    if (f->saving)
        return EBADF;
    for (size_t i = 0; i < length; i++, f->at++) {
        if (f->at % IMAGE < 4 && data[i] != "REGS"[f->at % IMAGE])
            return f->failed = 1, EINVAL;
        f->image[f->at % IMAGE] = data[i];
    }
    return 0;
}

/* The adapter. What vmig sends has neither spaces nor escapes, so that a field can be looked for. */
static char *line, answer[256];

static const char *field(const char *key) {
    const char *at = strstr(line, key);
    return at ? at + strlen(key) : "";
}

static unsigned long long number(const char *key) {
    return strtoull(field(key), NULL, 10);
}

/* Makes a call: returns 0 or an errno, and leaves in answer what there is to say beside "ok". */
static int make(const char *call) {
    struct device *d = &devices[*field("\"device\":\"") == 't'];
    struct file *f = &files[number("\"file\":") % FILES];
    if (!strcmp(call, "hello")) {
        strcpy(answer, ",\"protocol\":1,\"name\":\"precopy.c\",\"features\":7,\"uapi\":\"6.12\","
                       "\"traits\":[\"SAME_STATE_SAME_BYTES\",\"EXACT_COUNTERS\"]");
    } else if (!strcmp(call, "open")) {
        reset(&devices[0]), reset(&devices[1]);
    } else if (!strcmp(call, "set")) {
        int before = d->file, error = set(d, number("\"state\":"));
        if (!error && d->file >= 0 && d->file != before)
            sprintf(answer, ",\"file\":%d", d->file);
        return error;
    } else if (!strcmp(call, "get")) {
        sprintf(answer, ",\"state\":%d", d->state);
    } else if (!strcmp(call, "data_size")) {
        sprintf(answer, ",\"length\":%d", 2 * IMAGE);
    } else if (!strcmp(call, "reset") || !strcmp(call, "close")) {
        reset(d);
    } else if (!strcmp(call, "read")) {
        char *out = answer + sprintf(answer, ",\"data\":\"");
        size_t from = f->at, length = number("\"length\":");
        int error = read_from(f, &length);
        for (size_t i = 0; !error && i < length; i++)
            out += sprintf(out, "%02x", f->image[from + i]);
        strcpy(out, "\"");
        return error;
    } else if (!strcmp(call, "write")) {
        const char *hex = field("\"data\":\"");
        size_t length = strspn(hex, "0123456789abcdef") / 2;
        unsigned char *data = malloc(length + 1);
        for (size_t i = 0; i < length; i++)
            sscanf(hex + 2 * i, "%2hhx", &data[i]);
        int error = write_to(f, data, length);
        free(data);
        sprintf(answer, ",\"count\":%zu", length);
        return error;
    } else if (!strcmp(call, "precopy_info")) {
        if (f->ended || !f->saving)
            return f->ended ? ENODEV : ENOTTY;
        if (f->device->state == STOP_COPY)
            return EINVAL;
        sprintf(answer, ",\"initial\":%zu,\"dirty\":0", f->initial);
    } else if (strcmp(call, "close_file") != 0 && strcmp(call, "precopy_v2") != 0) {
        return EINVAL;
    }
    return 0;
}

int main(int argc, char **argv) {
    size_t size = 0;
    faulty = argc > 1 && !strcmp(argv[1], "--fault");
    for (char call[16] = ""; getline(&line, &size, stdin) > 0; answer[0] = 0) {
        sscanf(field("\"call\":\""), "%15[a-z0-9_]", call);
        int e = make(call);
        const char *name = e == EBADF    ? "EBADF"
                           : e == ENODEV ? "ENODEV"
                           : e == ENOTTY ? "ENOTTY"
                           : e == ENOMSG ? "ENOMSG"
                                         : "EINVAL";
        if (e)
            printf("{\"id\":%llu,\"errno\":\"%s\",\"number\":%d}\n", number("\"id\":"), name, e);
        else
            printf("{\"id\":%llu,\"ok\":true%s}\n", number("\"id\":"), answer);
        fflush(stdout);
    }
    return 0;
}
