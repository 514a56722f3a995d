/* Lists of device parts: see dev.vmig.perf.codec. */
#include "limit.h"

enum { HEADER = 16 };

uint64_t parts_validate_struct(const uint8_t *in, size_t size) {
    uint64_t count = 0;
    while (size != 0) {
        const struct part_header *part = (const struct part_header *)in;
        if (size < HEADER || part->length > size - HEADER || (part->flags & ~1) != 0 || part->reserved != 0) {
            return REFUSED;
        }
        count++;
        size -= HEADER + (size_t)part->length;
        in += HEADER + (size_t)part->length;
    }
    return count;
}

uint64_t parts_validate_wide(const uint8_t *in, size_t size) {
    uint64_t count = 0;
    while (size != 0) {
        if (size < HEADER) {
            return REFUSED;
        }
        uint64_t low = load64(in);
        uint64_t length = load64(in + 8) >> 32;
        if (length > size - HEADER || (low & 0xfffe0000) != 0) {
            return REFUSED;
        }
        count++;
        in += HEADER + length;
        size -= HEADER + length;
    }
    return count;
}

uint64_t parts_read_struct(const uint8_t *in, size_t size) {
    uint64_t sum = 0;
    while (size != 0) {
        const struct part_header *part = (const struct part_header *)in;
        if (size < HEADER || part->length > size - HEADER || (part->flags & ~1) != 0 || part->reserved != 0) {
            return REFUSED;
        }
        sum += part->type + part->selector + part->length;
        size -= HEADER + (size_t)part->length;
        in += HEADER + (size_t)part->length;
    }
    return sum;
}

uint64_t parts_read_wide(const uint8_t *in, size_t size) {
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

uint64_t parts_encode_struct(uint8_t *out, size_t room, const struct parts *parts) {
    size_t at = 0;
    for (size_t i = 0; i < parts->count; i++) {
        size_t length = parts->lengths[i];
        if (length > UINT32_MAX || HEADER + length > room - at) {
            return REFUSED;
        }
        *(struct part_header *)(out + at) = (struct part_header){
            .type = parts->types[i],
            .flags = parts->flags[i],
            .selector = parts->selectors[i],
            .length = length,
        };
        memcpy(out + at + HEADER, parts->values + parts->starts[i], length);
        at += HEADER + length;
    }
    return at;
}

uint64_t parts_encode_wide(uint8_t *out, size_t room, const struct parts *parts) {
    size_t at = 0;
    for (size_t i = 0; i < parts->count; i++) {
        uint64_t length = parts->lengths[i];
        if (length > UINT32_MAX || HEADER + length > room - at) {
            return REFUSED;
        }
        uint64_t selector = parts->selectors[i];
        store64(out + at, (uint16_t)parts->types[i] | (uint64_t)(uint8_t)parts->flags[i] << 16 | selector << 32);
        store64(out + at + 8, selector >> 32 | length << 32);
        memcpy(out + at + HEADER, parts->values + parts->starts[i], length);
        at += HEADER + length;
    }
    return at;
}
