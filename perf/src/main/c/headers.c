/* Record headers, one behind the other: see dev.vmig.perf.codec. */
#include "limit.h"

void headers_encode_struct(uint8_t *out, size_t count, uint64_t first_size) {
    struct record_header *header = (struct record_header *)out;
    for (size_t i = 0; i < count; i++) {
        header[i].record_size = first_size + i;
        header[i].flags = 0;
        header[i].tag = 0;
    }
}

void headers_encode_wide(uint8_t *out, size_t count, uint64_t first_size) {
    for (size_t i = 0; i < count; i++) {
        store64(out + 16 * i, first_size + i);
        store64(out + 16 * i + 8, 0);
    }
}

uint64_t headers_decode_struct(const uint8_t *in, size_t count, uint64_t maximum) {
    const struct record_header *header = (const struct record_header *)in;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        if ((header[i].tag != 0 && (header[i].flags & 1) == 0) || header[i].record_size > maximum) {
            return REFUSED;
        }
        sum += header[i].record_size + header[i].flags + header[i].tag;
    }
    return sum;
}

uint64_t headers_decode_wide(const uint8_t *in, size_t count, uint64_t maximum) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t size = load64(in + 16 * i);
        uint64_t rest = load64(in + 16 * i + 8);
        if ((rest >> 32 != 0 && (rest & 1) == 0) || size > maximum) {
            return REFUSED;
        }
        sum += size + (uint32_t)rest + (rest >> 32);
    }
    return sum;
}
