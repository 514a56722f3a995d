/* Lists of device parts: see dev.vmig.perf.parts. */
#include "limit.h"

enum { HEADER = 16, FIRST_TYPE = 0x100, TYPES = 6 };

uint64_t parts_validate_struct(const uint8_t *in, size_t size) {
    uint64_t sum = 0;
    while (size != 0) {
        const struct part_header *part = (const struct part_header *)in;
        if (size < HEADER || part->length > size - HEADER || (part->flags & ~1) != 0 || part->reserved != 0) {
            return REFUSED;
        }
        sum += part->type + part->selector + part->length;
        in += HEADER + part->length;
        size -= HEADER + part->length;
    }
    return sum;
}

uint64_t parts_validate_wide(const uint8_t *in, size_t size) {
    uint64_t sum = 0;
    while (size != 0) {
        if (size < HEADER) {
            return REFUSED;
        }
        uint64_t low = load64(in);
        uint64_t high = load64(in + 8);
        uint64_t length = high >> 32;
        if (length > size - HEADER || (low & 0xfffe0000) != 0) {
            return REFUSED;
        }
        sum += (uint16_t)low + (low >> 32 | high << 32) + length;
        in += HEADER + length;
        size -= HEADER + length;
    }
    return sum;
}

static uint64_t selector(size_t part) {
    return part * 0x9e3779b97f4a7c15;
}

uint64_t parts_encode_struct(uint8_t *out, size_t room, const uint8_t *values, size_t count, size_t value_length) {
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (value_length > UINT32_MAX || HEADER + value_length > room - at) {
            return REFUSED;
        }
        *(struct part_header *)(out + at) = (struct part_header){
            .type = FIRST_TYPE + i % TYPES,
            .flags = i & 1,
            .selector = selector(i),
            .length = value_length,
        };
        memcpy(out + at + HEADER, values + i * value_length, value_length);
        at += HEADER + value_length;
    }
    return at;
}

uint64_t parts_encode_wide(uint8_t *out, size_t room, const uint8_t *values, size_t count, size_t value_length) {
    size_t at = 0;
    for (size_t i = 0; i < count; i++) {
        if (value_length > UINT32_MAX || HEADER + value_length > room - at) {
            return REFUSED;
        }
        uint64_t type = FIRST_TYPE + i % TYPES;
        store64(out + at, type | (i & 1) << 16 | selector(i) << 32);
        store64(out + at + 8, selector(i) >> 32 | (uint64_t)value_length << 32);
        memcpy(out + at + HEADER, values + i * value_length, value_length);
        at += HEADER + value_length;
    }
    return at;
}
