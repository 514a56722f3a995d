/* SPDX-License-Identifier: Apache-2.0 */
#include "message.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *skip_blanks(char *at) {
    while (*at == ' ' || *at == '\t' || *at == '\r')
        at++;
    return at;
}

/* A string without escapes: ends it with a NUL, and returns what follows, or NULL. */
static char *parse_text(char *at, const char **text) {
    if (*at != '"')
        return NULL;
    *text = ++at;
    while (*at != '"') {
        if ((unsigned char)*at < 0x20 || *at == '\\')
            return NULL;
        at++;
    }
    *at = 0;
    return at + 1;
}

static char *parse_number(char *at, uint64_t *number) {
    if (*at < '0' || *at > '9')
        return NULL;
    for (*number = 0; *at >= '0' && *at <= '9'; at++) {
        uint64_t digit = (uint64_t)(*at - '0');
        if (*number > (UINT64_MAX - digit) / 10)
            return NULL;
        *number = *number * 10 + digit;
    }
    return at;
}

static char *parse_value(char *at, struct field *field) {
    if (*at == '"') {
        field->kind = TEXT;
        return parse_text(at, &field->text);
    }
    if (!strncmp(at, "true", 4) || !strncmp(at, "false", 5)) {
        field->kind = TRUTH;
        field->number = *at == 't';
        return at + (*at == 't' ? 4 : 5);
    }
    field->kind = NUMBER;
    return parse_number(at, &field->number);
}

static bool is_known(const struct call *call, const char *name) {
    for (unsigned i = 0; i < call->count; i++)
        if (!strcmp(call->fields[i].name, name))
            return true;
    return false;
}

const char *call_parse(struct call *call, char *line) {
    char *at = skip_blanks(line);

    call->count = 0;
    if (*at != '{')
        return "no JSON object";
    at = skip_blanks(at + 1);
    while (*at != '}') {
        struct field field = {0};
        if (call->count == MOST_FIELDS)
            return "more than 16 fields";
        at = parse_text(at, &field.name);
        if (!at)
            return "a field has no name, or one with an escape";
        at = skip_blanks(at);
        if (*at != ':')
            return "a name is not followed by a colon";
        at = parse_value(skip_blanks(at + 1), &field);
        if (!at)
            return "a value is no text without escapes, no whole number below 2^64, and neither true nor false";
        if (is_known(call, field.name))
            return "a field twice";
        call->fields[call->count++] = field;
        at = skip_blanks(at);
        if (*at == ',')
            at = skip_blanks(at + 1);
        else if (*at != '}')
            return "a value is followed by neither comma nor brace";
    }
    return *skip_blanks(at + 1) ? "something follows the object" : NULL;
}

const struct field *call_find(const struct call *call, const char *name, enum kind kind) {
    for (unsigned i = 0; i < call->count; i++)
        if (!strcmp(call->fields[i].name, name))
            return call->fields[i].kind == kind ? &call->fields[i] : NULL;
    return NULL;
}

static int hex_digit(char c) {
    if (c >= '0' && c <= '9')
        return c - '0';
    c = (char)(c | 0x20);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool hex_decode(const char *text, unsigned char *data, size_t *length) {
    size_t digits = strlen(text);

    if (digits % 2 || digits / 2 > LONGEST_DATA)
        return false;
    for (size_t i = 0; i < digits; i += 2) {
        int high = hex_digit(text[i]), low = hex_digit(text[i + 1]);
        if (high < 0 || low < 0)
            return false;
        data[i / 2] = (unsigned char)(high << 4 | low);
    }
    *length = digits / 2;
    return true;
}

static void append(struct answer *answer, const char *text, size_t length) {
    if (length > LONGEST_LINE - answer->length)
        length = LONGEST_LINE - answer->length;
    memcpy(answer->text + answer->length, text, length);
    answer->length += length;
}

__attribute__((format(printf, 2, 3))) static void print(struct answer *answer, const char *format, ...) {
    char text[160];
    va_list arguments;

    va_start(arguments, format);
    int length = vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    if (length > 0)
        append(answer, text, (size_t)length < sizeof text ? (size_t)length : sizeof text - 1);
}

void answer_begin(struct answer *answer, uint64_t id) {
    answer->length = 0;
    print(answer, "{\"id\":%llu", (unsigned long long)id);
}

void answer_number(struct answer *answer, const char *name, uint64_t number) {
    print(answer, ",\"%s\":%llu", name, (unsigned long long)number);
}

void answer_truth(struct answer *answer, const char *name, bool truth) {
    print(answer, ",\"%s\":%s", name, truth ? "true" : "false");
}

static void quote(struct answer *answer, const char *text) {
    append(answer, "\"", 1);
    for (; *text; text++) {
        bool plain = (unsigned char)*text >= 0x20 && (unsigned char)*text < 0x7f && *text != '"' && *text != '\\';
        append(answer, plain ? text : "?", 1);
    }
    append(answer, "\"", 1);
}

void answer_text(struct answer *answer, const char *name, const char *text) {
    print(answer, ",\"%s\":", name);
    quote(answer, text);
}

void answer_list_begin(struct answer *answer, const char *name) {
    print(answer, ",\"%s\":[", name);
}

void answer_element(struct answer *answer, const char *text) {
    if (answer->text[answer->length - 1] != '[')
        append(answer, ",", 1);
    quote(answer, text);
}

void answer_list_end(struct answer *answer) {
    append(answer, "]", 1);
}

void answer_bytes(struct answer *answer, const char *name, const unsigned char *data, size_t length) {
    static const char digits[] = "0123456789abcdef";

    print(answer, ",\"%s\":\"", name);
    for (size_t i = 0; i < length; i++) {
        char pair[2] = {digits[data[i] >> 4], digits[data[i] & 15]};
        append(answer, pair, 2);
    }
    append(answer, "\"", 1);
}

void answer_errno(struct answer *answer, int number) {
    const char *name = errno_name(number);

    if (name) {
        print(answer, ",\"errno\":\"%s\",\"number\":%d", name, number);
    } else {
        char text[40];
        snprintf(text, sizeof text, "errno %d, which has no name", number);
        answer_text(answer, "failed", text);
    }
}

void answer_end(struct answer *answer) {
    append(answer, "}\n", 2);
}

const char *errno_name(int number) {
    static const struct {
        int number;
        const char *name;
    } names[] = {
        {EPERM, "EPERM"},       {ENOENT, "ENOENT"},     {EINTR, "EINTR"},
        {EIO, "EIO"},           {ENXIO, "ENXIO"},       {E2BIG, "E2BIG"},
        {EBADF, "EBADF"},       {EAGAIN, "EAGAIN"},     {ENOMEM, "ENOMEM"},
        {EACCES, "EACCES"},     {EFAULT, "EFAULT"},     {EBUSY, "EBUSY"},
        {EEXIST, "EEXIST"},     {ENODEV, "ENODEV"},     {EINVAL, "EINVAL"},
        {ENFILE, "ENFILE"},     {EMFILE, "EMFILE"},     {ENOTTY, "ENOTTY"},
        {EFBIG, "EFBIG"},       {ENOSPC, "ENOSPC"},     {ESPIPE, "ESPIPE"},
        {EPIPE, "EPIPE"},       {ERANGE, "ERANGE"},     {EDEADLK, "EDEADLK"},
        {ENOSYS, "ENOSYS"},     {ENOMSG, "ENOMSG"},     {ENODATA, "ENODATA"},
        {ETIME, "ETIME"},       {EPROTO, "EPROTO"},     {EBADMSG, "EBADMSG"},
        {EOVERFLOW, "EOVERFLOW"}, {EILSEQ, "EILSEQ"},   {EMSGSIZE, "EMSGSIZE"},
        {EOPNOTSUPP, "EOPNOTSUPP"}, {ETIMEDOUT, "ETIMEDOUT"}, {ECANCELED, "ECANCELED"},
        {524, "ENOTSUPP"}, /* of the kernel: include/linux/errno.h */
    };

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].number == number)
            return names[i].name;
    return NULL;
}
