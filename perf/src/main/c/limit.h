/* The limit: what a C compiler makes of the same work. Little-endian machines only, as the measurement itself checks.
 *
 * Each form works on the bytes in place. "struct" lays a packed struct over them and reads field by field; "wide" loads
 * a header as two 64-bit words and takes the fields apart.
 */
#ifndef VMIG_LIMIT_H
#define VMIG_LIMIT_H

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define REFUSED UINT64_MAX

struct __attribute__((packed)) record_header {
    uint64_t record_size;
    uint32_t flags;
    uint32_t tag;
};

struct __attribute__((packed)) part_header {
    uint16_t type;
    uint8_t flags;
    uint8_t reserved;
    uint64_t selector;
    uint32_t length;
};

struct __attribute__((packed)) metadata_get {
    uint16_t opcode;
    uint16_t group_type;
    uint8_t reserved1[12];
    uint64_t member_id;
    uint16_t object_type;
    uint16_t reserved2;
    uint32_t object_id;
    uint8_t metadata_type;
    uint8_t reserved3[7];
};

struct __attribute__((packed)) metadata_result {
    uint16_t status;
    uint16_t qualifier;
    uint32_t reserved1;
    uint32_t size;
    uint32_t reserved2;
};

_Static_assert(sizeof(struct record_header) == 16, "record header");
_Static_assert(sizeof(struct part_header) == 16, "part header");
_Static_assert(sizeof(struct metadata_get) == 40, "command");
_Static_assert(sizeof(struct metadata_result) == 16, "result");

static inline uint64_t load64(const uint8_t *at) {
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return word;
}

static inline void store64(uint8_t *at, uint64_t word) {
    memcpy(at, &word, sizeof word);
}

/* headers.c */
void headers_encode_struct(uint8_t *out, size_t count, uint64_t first_size);
void headers_encode_wide(uint8_t *out, size_t count, uint64_t first_size);
uint64_t headers_decode_struct(const uint8_t *in, size_t count, uint64_t maximum);
uint64_t headers_decode_wide(const uint8_t *in, size_t count, uint64_t maximum);

/* exchanges.c */
uint64_t exchange_struct(uint8_t *out, const uint8_t *in, size_t count, uint64_t first_member);
uint64_t exchange_wide(uint8_t *out, const uint8_t *in, size_t count, uint64_t first_member);

/* parts.c */
struct parts {
    size_t count;
    uint32_t types[1024];
    uint32_t flags[1024];
    uint64_t selectors[1024];
    uint32_t lengths[1024];
    uint32_t starts[1024];
    const uint8_t *values;
};
uint64_t parts_validate_struct(const uint8_t *in, size_t size);
uint64_t parts_validate_wide(const uint8_t *in, size_t size);
uint64_t parts_read_struct(const uint8_t *in, size_t size);
uint64_t parts_read_wide(const uint8_t *in, size_t size);
uint64_t parts_encode_struct(uint8_t *out, size_t room, const struct parts *parts);
uint64_t parts_encode_wide(uint8_t *out, size_t room, const struct parts *parts);

/* streams.c */
uint64_t stream_read(const uint8_t *stream, size_t size, size_t chunk, uint8_t *image, size_t image_size);
void stream_write(uint8_t *stream, size_t size, size_t chunk, const uint8_t *image, size_t image_size);

/* states.c */
unsigned states_next_rows(const uint8_t *requests, size_t count);
unsigned states_next_columns(const uint8_t *requests, size_t count);
unsigned states_next_bytes(const uint8_t *requests, size_t count);
unsigned states_walk_rows(const uint8_t *requests, size_t count);
unsigned states_walk_columns(const uint8_t *requests, size_t count);
unsigned states_walk_bytes(const uint8_t *requests, size_t count);

#endif
