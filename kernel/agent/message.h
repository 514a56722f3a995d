/* SPDX-License-Identifier: Apache-2.0 */
/* Lines of the testee protocol: calls are parsed, answers are written. */
#ifndef VMIG_MESSAGE_H
#define VMIG_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A mebibyte of a stream in hexadecimal digits, and what is around it. */
#define LONGEST_LINE ((1U << 21) + 1024U)
#define LONGEST_DATA (1U << 20)
#define MOST_FIELDS 16U

enum kind { NUMBER, TEXT, TRUTH };

/* A field of a call. Name and text lie in the line. */
struct field {
    const char *name;
    enum kind kind;
    const char *text;
    uint64_t number;
};

struct call {
    struct field fields[MOST_FIELDS];
    unsigned count;
};

/* An answer under construction, in one line. */
struct answer {
    char *text;
    size_t length;
};

/*
 * Parses a line, which it changes. A flat JSON object; strings have no escapes; numbers are whole and not negative.
 * Returns NULL, or what is wrong with the line.
 */
const char *call_parse(struct call *call, char *line);

const struct field *call_find(const struct call *call, const char *name, enum kind kind);

/* The bytes that a text of hexadecimal digits stands for, at most LONGEST_DATA: false if it is none. */
bool hex_decode(const char *text, unsigned char *data, size_t *length);

void answer_begin(struct answer *answer, uint64_t id);
void answer_number(struct answer *answer, const char *name, uint64_t number);
/* Control characters, quotes and backslashes become a question mark. */
void answer_text(struct answer *answer, const char *name, const char *text);
void answer_truth(struct answer *answer, const char *name, bool truth);
void answer_bytes(struct answer *answer, const char *name, const unsigned char *data, size_t length);
/* A list of texts: begin, an element each, end. */
void answer_list_begin(struct answer *answer, const char *name);
void answer_element(struct answer *answer, const char *text);
void answer_list_end(struct answer *answer);
void answer_errno(struct answer *answer, int number);
void answer_end(struct answer *answer);

/* The name of an errno, or NULL if it has none here. */
const char *errno_name(int number);

#endif
