/* SPDX-License-Identifier: Apache-2.0 */
#include "serve.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "message.h"
#include "uapi.h"

#define PROTOCOL 1U
#define MOST_FILES 1024U
#define NOT_SET 0x5a5a5a5a5a5a5a5aULL

/* A data_fd, under a number that is not used again. */
struct file {
    uint64_t number;
    int fd;
};

static struct session {
    const struct backend *backend;
    struct device *devices;
    const struct identity *identity;
    struct file files[MOST_FILES];
    unsigned open_files;
    uint64_t last_file;
    unsigned char data[LONGEST_DATA];
} session;

/* An answer that is no errno: the reason is in "failed". */
#define FAILED (-1)

static int fail(struct answer *answer, const char *text) {
    answer_text(answer, "failed", text);
    return FAILED;
}

static void close_files(void) {
    while (session.open_files)
        close(session.files[--session.open_files].fd);
}

static struct file *find_file(const struct call *call) {
    const struct field *number = call_find(call, "file", NUMBER);

    for (unsigned i = 0; number && i < session.open_files; i++)
        if (session.files[i].number == number->number)
            return &session.files[i];
    return NULL;
}

/* Writes a field whose value is JSON already. */
static void answer_list(struct answer *answer, const char *name, const char *first, const char *second) {
    const char *parts[] = {",\"", name, "\":[", first, *first && *second ? "," : "", second, "]"};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t length = strlen(parts[i]);
        memcpy(answer->text + answer->length, parts[i], length);
        answer->length += length;
    }
}

static int say_hello(struct answer *answer) {
    uint64_t flags = 0;
    int error = device_flags(&session.devices[SOURCE], &flags);

    if (error)
        return error;
    answer_truth(answer, "ok", true);
    answer_number(answer, "protocol", PROTOCOL);
    answer_text(answer, "name", session.identity->name);
    answer_number(answer, "features", flags);
    answer_text(answer, "uapi", session.identity->uapi);
    answer_list(answer, "traits", session.backend->traits, session.identity->traits);
    answer_list(answer, "ports", session.backend->ports, "");
    return 0;
}

static int set_state(struct device *device, const struct call *call, struct answer *answer) {
    const struct field *state = call_find(call, "state", NUMBER);
    int fd = -1;

    if (!state || state->number > UINT32_MAX)
        return fail(answer, "state: absent, or not below 2^32");
    if (session.open_files == MOST_FILES)
        return fail(answer, "files: 1024 are open, and none was closed");
    int error = device_set_state(device, (uint32_t)state->number, &fd);
    if (error)
        return error;
    answer_truth(answer, "ok", true);
    if (fd >= 0) {
        session.files[session.open_files++] = (struct file){.number = ++session.last_file, .fd = fd};
        answer_number(answer, "file", session.last_file);
    }
    return 0;
}

static int read_file(const struct file *file, const struct call *call, struct answer *answer) {
    const struct field *length = call_find(call, "length", NUMBER);

    if (!length)
        return fail(answer, "length: absent");
    size_t space = length->number < sizeof session.data ? (size_t)length->number : sizeof session.data;
    ssize_t count = read(file->fd, session.data, space);
    if (count < 0)
        return errno;
    answer_truth(answer, "ok", true);
    answer_bytes(answer, "data", session.data, (size_t)count);
    return 0;
}

static int write_file(const struct file *file, const struct call *call, struct answer *answer) {
    const struct field *data = call_find(call, "data", TEXT);
    size_t length = 0;

    if (!data || !hex_decode(data->text, session.data, &length))
        return fail(answer, "data: absent, or no pairs of hexadecimal digits, at most a mebibyte of them");
    ssize_t count = write(file->fd, session.data, length);
    if (count < 0)
        return errno;
    answer_truth(answer, "ok", true);
    answer_number(answer, "count", (uint64_t)count);
    return 0;
}

static int query_file(const struct file *file, struct answer *answer) {
    /* A driver that leaves dirty_bytes alone is seen: the number is far from what there is to read. */
    struct precopy_info info = {.argsz = sizeof info, .dirty_bytes = NOT_SET};

    if (ioctl(file->fd, MIG_GET_PRECOPY_INFO, &info) < 0)
        return errno;
    answer_truth(answer, "ok", true);
    answer_number(answer, "initial", info.initial_bytes);
    answer_number(answer, "dirty", info.dirty_bytes);
    if (info.flags & PRECOPY_INFO_REINIT)
        answer_truth(answer, "reinit", true);
    return 0;
}

static int close_file(struct file *file, struct answer *answer) {
    int error = close(file->fd) < 0 ? errno : 0;

    *file = session.files[--session.open_files];
    if (!error)
        answer_truth(answer, "ok", true);
    return error;
}

static int call_file(const char *name, const struct call *call, struct answer *answer) {
    struct file *file = find_file(call);

    if (!file)
        return fail(answer, "file: none with that number is open");
    if (!strcmp(name, "read"))
        return read_file(file, call, answer);
    if (!strcmp(name, "write"))
        return write_file(file, call, answer);
    if (!strcmp(name, "precopy_info"))
        return query_file(file, answer);
    return close_file(file, answer);
}

static int view(const struct device *device, struct answer *answer) {
    char text[4096] = "";
    int error = session.backend->view(device, text, sizeof text);

    if (!error) {
        answer_truth(answer, "ok", true);
        answer_text(answer, "view", text);
    }
    return error;
}

static int set_up(const struct device *device, const struct call *call, struct answer *answer) {
    const struct field *number = call_find(call, "number", NUMBER);
    int error = number ? session.backend->set_up(device, number->number) : EINVAL;

    if (!error)
        answer_truth(answer, "ok", true);
    return error;
}

/* A device call without an answer of its own: *known says whether it is one. */
static int command(const char *name, struct device *device, bool *known) {
    if (!strcmp(name, "reset"))
        return device_reset(device);
    if (!strcmp(name, "precopy_v2"))
        return device_precopy_v2(device);
    if (!strcmp(name, "close")) {
        device_close(device, &session.devices[device == &session.devices[SOURCE] ? TARGET : SOURCE]);
        return 0;
    }
    *known = false;
    return 0;
}

static int call_device(const char *name, const struct call *call, struct answer *answer) {
    const struct field *side = call_find(call, "device", TEXT);
    bool known = true;

    if (!strcmp(name, "declared") && session.backend->port) {
        answer_truth(answer, "ok", true);
        return 0;
    }
    if (!side || (strcmp(side->text, "source") != 0 && strcmp(side->text, "target") != 0))
        return fail(answer, "device: neither source nor target");
    struct device *device = &session.devices[*side->text == 's' ? SOURCE : TARGET];
    if (!strcmp(name, "set"))
        return set_state(device, call, answer);
    if (!strcmp(name, "view") && session.backend->view)
        return view(device, answer);
    if (!strcmp(name, "set_up") && session.backend->set_up)
        return set_up(device, call, answer);
    if (!strcmp(name, "get") || !strcmp(name, "data_size")) {
        uint32_t state = 0;
        uint64_t length = 0;
        bool get = *name == 'g';
        int error = get ? device_get_state(device, &state) : device_data_size(device, &length);
        if (error)
            return error;
        answer_truth(answer, "ok", true);
        answer_number(answer, get ? "state" : "length", get ? state : length);
        return 0;
    }
    int error = command(name, device, &known);
    if (!known && session.backend->port) {
        error = session.backend->port(*side->text == 's' ? SOURCE : TARGET, name, call, answer);
        known = error != NO_SUCH_CALL;
        return known ? error : fail(answer, "call: none of the protocol, or of a port that is not offered");
    }
    if (!known)
        return fail(answer, "call: none of the protocol, or of a port that is not offered");
    if (!error)
        answer_truth(answer, "ok", true);
    return error;
}

/* Returns 0, an errno, or FAILED. */
static int make(const struct call *call, struct answer *answer) {
    static const char *const of_files[] = {"read", "write", "precopy_info", "close_file"};
    const struct field *name = call_find(call, "call", TEXT);

    if (!name)
        return fail(answer, "call: absent");
    if (!strcmp(name->text, "hello"))
        return say_hello(answer);
    if (!strcmp(name->text, "open")) {
        close_files();
        if (session.backend->renew(session.devices))
            return fail(answer, problem);
        answer_truth(answer, "ok", true);
        return 0;
    }
    for (size_t i = 0; i < sizeof of_files / sizeof *of_files; i++)
        if (!strcmp(name->text, of_files[i]))
            return call_file(name->text, call, answer);
    return call_device(name->text, call, answer);
}

static void respond(char *line, struct answer *answer) {
    struct call call;
    const char *wrong = call_parse(&call, line);
    const struct field *id = wrong ? NULL : call_find(&call, "id", NUMBER);

    answer_begin(answer, id ? id->number : 0);
    if (wrong || !id) {
        fail(answer, wrong ? wrong : "id: absent");
    } else {
        int error = make(&call, answer);
        if (error > 0)
            answer_errno(answer, error);
    }
    answer_end(answer);
}

static int write_all(int out, const char *text, size_t length) {
    while (length) {
        ssize_t count = write(out, text, length);
        if (count < 0 && errno != EINTR)
            return errno;
        text += count > 0 ? count : 0;
        length -= count > 0 ? (size_t)count : 0;
    }
    return 0;
}

/* Looks for a line end in what was read last only: from "searched" on. */
static int serve_lines(int in, int out, char *text, struct answer *answer) {
    size_t length = 0, searched = 0;

    for (;;) {
        char *end = memchr(text + searched, '\n', length - searched);
        if (end) {
            *end = 0;
            respond(text, answer);
            int error = write_all(out, answer->text, answer->length);
            if (error)
                return error;
            length -= (size_t)(end + 1 - text);
            memmove(text, end + 1, length);
            searched = 0;
            continue;
        }
        searched = length;
        if (length == LONGEST_LINE)
            return EMSGSIZE;
        ssize_t count = read(in, text + length, LONGEST_LINE - length);
        if (count == 0 || (count < 0 && errno != EINTR))
            return count < 0 ? errno : 0;
        length += count > 0 ? (size_t)count : 0;
    }
}

int serve(int in, int out, const struct backend *backend, struct device devices[2], const struct identity *identity) {
    /* Line and answer have room for what their fields need beside the data. */
    char *text = malloc(LONGEST_LINE + 1);
    struct answer answer = {.text = malloc(LONGEST_LINE + 4096)};
    int error = ENOMEM;

    session.backend = backend;
    session.devices = devices;
    session.identity = identity;
    if (text && answer.text)
        error = serve_lines(in, out, text, &answer);
    close_files();
    free(text);
    free(answer.text);
    return error;
}
