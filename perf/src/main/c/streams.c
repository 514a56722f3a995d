/* A migration stream in chunks: see dev.vmig.perf.codec. */
#include "limit.h"

enum { HEADER = 16 };

static size_t least(size_t a, size_t b) {
    return a < b ? a : b;
}

uint64_t stream_read(const uint8_t *stream, size_t size, size_t chunk, uint8_t *image, size_t image_size) {
    struct record_header header = {0};
    size_t staged = 0;
    size_t have = 0;
    uint64_t missing = 0;
    uint64_t sum = 0;
    for (size_t from = 0; from < size; from += chunk) {
        size_t end = least(from + chunk, size);
        size_t next = from;
        while (next < end) {
            if (missing == 0) {
                size_t some = least(HEADER - staged, end - next);
                memcpy((uint8_t *)&header + staged, stream + next, some);
                staged += some;
                next += some;
                if (staged < HEADER) {
                    break;
                }
                if ((header.tag != 0 && (header.flags & 1) == 0) || header.record_size > image_size) {
                    return REFUSED;
                }
                missing = header.record_size;
                staged = 0;
                have = 0;
            }
            size_t some = least(missing, end - next);
            memcpy(image + have, stream + next, some);
            next += some;
            have += some;
            missing -= some;
            if (missing == 0) {
                sum += have + (int8_t)image[0] + (int8_t)image[have / 2] + (int8_t)image[have - 1];
            }
        }
    }
    return sum;
}

void stream_write(uint8_t *stream, size_t size, size_t chunk, const uint8_t *image, size_t image_size) {
    size_t at = 0;
    size_t end = least(chunk, size);
    while (at < size) {
        struct record_header header = {.record_size = image_size};
        for (size_t done = 0; done < HEADER + image_size;) {
            size_t some;
            if (done < HEADER) {
                some = least(HEADER - done, end - at);
                memcpy(stream + at, (uint8_t *)&header + done, some);
            } else {
                some = least(HEADER + image_size - done, end - at);
                memcpy(stream + at, image + done - HEADER, some);
            }
            done += some;
            at += some;
            if (at == end) {
                end = least(end + chunk, size);
            }
        }
    }
}
