/*
 * A driver that vmig can test: a device with eight registers, features 1, behind the testee protocol. Libc only.
 *     cc -Wall -Wextra -o registers registers.c && vmig conform --testee ./registers
 * The upper half is the driver, the lower half the adapter: take the lower half for a driver of yours.
 * With --fault the driver looks for ever for the way from STOP_COPY to RESUMING, which VMIG-FSM-013 finds.
 */
#define _POSIX_C_SOURCE 200809L
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { STOP = 1, RUNNING, STOP_COPY, RESUMING };
enum { REGISTERS = 32, STREAM = 4 + REGISTERS, FILES = 4096 };

static struct device {
    int state, file; /* of the session; -1 if there is none */
    unsigned char registers[REGISTERS];
} devices[2];

static struct file {
    int saving, ended, failed;
    size_t at; /* how much was read or written */
    unsigned char stream[STREAM];
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

static int arc(struct device *d, int to) {
    if (d->state == RESUMING) {
        struct file *f = &files[d->file];
        if (f->failed || f->at != STREAM)
            return EINVAL;
        memcpy(d->registers, f->stream + 4, REGISTERS);
    }
    end_session(d);
    if (to == STOP_COPY || to == RESUMING) {
        struct file *f = &files[d->file = used++ % FILES];
        *f = (struct file){.saving = to == STOP_COPY, .stream = "REGS"};
        memcpy(f->stream + 4, d->registers, REGISTERS);
    }
    d->state = to;
    return 0;
}

static int set(struct device *d, unsigned long long state) {
    int error = 0;
    if (state < STOP || state > RESUMING)
        return EINVAL;
    while (faulty && d->state == STOP_COPY && state == RESUMING)
        ;
    while (!error && d->state != (int)state)
        error = arc(d, d->state == STOP ? (int)state : STOP);
    return error;
}

static int write_to(struct file *f, const unsigned char *data, size_t length) {
    if (f->ended || f->failed)
        return ENODEV;
    if (f->saving)
        return EBADF;
    for (size_t i = 0; i < length; i++, f->at++) {
        if (f->at >= STREAM || (f->at < 4 && data[i] != f->stream[f->at]))
            return f->failed = 1, EINVAL;
        f->stream[f->at] = data[i];
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
        strcpy(answer, ",\"protocol\":1,\"name\":\"registers.c\",\"features\":1,\"traits\":[\"SAME_STATE_SAME_BYTES\"]");
    } else if (!strcmp(call, "open")) {
        reset(&devices[0]), reset(&devices[1]);
    } else if (!strcmp(call, "set")) {
        int before = d->state, error = set(d, number("\"state\":"));
        if (!error && d->file >= 0 && d->state != before)
            sprintf(answer, ",\"file\":%d", d->file);
        return error;
    } else if (!strcmp(call, "get")) {
        sprintf(answer, ",\"state\":%d", d->state);
    } else if (!strcmp(call, "data_size")) {
        sprintf(answer, ",\"length\":%d", STREAM);
    } else if (!strcmp(call, "reset") || !strcmp(call, "close")) {
        reset(d);
    } else if (!strcmp(call, "read")) {
        char *out = answer + sprintf(answer, ",\"data\":\"");
        if (f->ended || !f->saving)
            return f->ended ? ENODEV : EBADF;
        for (unsigned long long left = number("\"length\":"); left > 0 && f->at < STREAM; left--)
            out += sprintf(out, "%02x", f->stream[f->at++]);
        strcpy(out, "\"");
    } else if (!strcmp(call, "write")) {
        unsigned char data[STREAM + 1];
        size_t length = 0;
        for (const char *hex = field("\"data\":\""); length < sizeof data && sscanf(hex, "%2hhx", &data[length]) == 1; hex += 2)
            length++;
        sprintf(answer, ",\"count\":%zu", length);
        return write_to(f, data, length);
    } else if (!strcmp(call, "precopy_info")) {
        return f->ended ? ENODEV : ENOTTY;
    } else if (strcmp(call, "close_file") != 0) { /* precopy_v2 */
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
        const char *name = e == EBADF ? "EBADF" : e == ENODEV ? "ENODEV" : e == ENOTTY ? "ENOTTY" : "EINVAL";
        if (e)
            printf("{\"id\":%llu,\"errno\":\"%s\",\"number\":%d}\n", number("\"id\":"), name, e);
        else
            printf("{\"id\":%llu,\"ok\":true%s}\n", number("\"id\":"), answer);
        fflush(stdout);
    }
    return 0;
}
