/* Measures the forms of one benchmark, or of all, and prints a line of JSON for each:
 *     limit [BENCHMARK [REPETITIONS [MILLISECONDS]]]
 *     limit --list
 * A repetition runs a form as often as fits into the milliseconds; the forms of a benchmark take turns. The median of
 * the repetitions is what counts.
 */
#include "limit.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum {
    HEADERS = 1024,
    EXCHANGES = 256,
    LOOKUPS = 1024,
    WALK = 64,
    CHUNK = 1 << 16,
    IMAGE = CHUNK + 1 - 16,
    RECORDS = 1024,
    STREAM = RECORDS * (CHUNK + 1),
    LARGE = 1024 * (1024 + 16),
    MOST_REPETITIONS = 100,
    MOST_FORMS = 3,
};

static uint8_t *in;
static size_t in_size;
static uint8_t *out;
static uint8_t *values;
static uint8_t *stream;
static struct parts parts;
static uint64_t turn;

/* What a form returns goes here, so that it must be computed. */
static volatile uint64_t sink;

#define FORM(name, call)          \
    static void run_##name(void) { \
        turn++;                   \
        sink = (uint64_t)(call);  \
    }
#define WRITING_FORM(name, call)         \
    static void run_##name(void) {        \
        turn++;                          \
        call;                            \
        __asm__ volatile("" ::: "memory"); \
    }

WRITING_FORM(headers_encode_struct, headers_encode_struct(out, HEADERS, turn))
WRITING_FORM(headers_encode_wide, headers_encode_wide(out, HEADERS, turn))
FORM(headers_decode_struct, headers_decode_struct(in, HEADERS, 1 << 20))
FORM(headers_decode_wide, headers_decode_wide(in, HEADERS, 1 << 20))
FORM(exchange_struct, exchange_struct(out, in, EXCHANGES, turn))
FORM(exchange_wide, exchange_wide(out, in, EXCHANGES, turn))
FORM(validate_struct, parts_validate_struct(in, in_size))
FORM(validate_wide, parts_validate_wide(in, in_size))
FORM(read_struct, parts_read_struct(in, in_size))
FORM(read_wide, parts_read_wide(in, in_size))
FORM(encode_struct, parts_encode_struct(out, LARGE, &parts))
FORM(encode_wide, parts_encode_wide(out, LARGE, &parts))
FORM(stream_read, stream_read(stream, STREAM, CHUNK, out, IMAGE))
WRITING_FORM(stream_write, stream_write(stream, STREAM, CHUNK, values, IMAGE))
FORM(next_rows, states_next_rows(in, LOOKUPS))
FORM(next_columns, states_next_columns(in, LOOKUPS))
FORM(next_bytes, states_next_bytes(in, LOOKUPS))
FORM(walk_rows, states_walk_rows(in, WALK))
FORM(walk_columns, states_walk_columns(in, WALK))
FORM(walk_bytes, states_walk_bytes(in, WALK))

static void prepare_headers(void) {
    headers_encode_struct(in, HEADERS, 1038);
    for (size_t i = 5; i < HEADERS; i += 16) {
        store64(in + 16 * i + 8, 1 | (uint64_t)7 << 32);
    }
}

static void prepare_results(void) {
    memset(in, 0, EXCHANGES * 16);
    for (size_t i = 0; i < EXCHANGES; i++) {
        store64(in + 16 * i + 8, 2048 + 24 * i);
    }
}

static void prepare_parts(size_t count, size_t longest, int mixed) {
    parts.count = count;
    parts.values = values;
    for (size_t i = 0, start = 0; i < count; start += parts.lengths[i++]) {
        parts.types[i] = 0x100 + i % 6;
        parts.flags[i] = i & 1;
        parts.selectors[i] = i * 0x9e3779b97f4a7c15;
        parts.lengths[i] = mixed ? 1 + i * 29 % longest : longest;
        parts.starts[i] = start;
    }
    in_size = parts_encode_struct(in, LARGE, &parts);
}

static void prepare_small(void) {
    prepare_parts(64, 64, 0);
}

static void prepare_large(void) {
    prepare_parts(1024, 1024, 0);
}

static void prepare_mixed(void) {
    prepare_parts(64, 64, 1);
}

static void prepare_stream(void) {
    stream_write(stream, STREAM, CHUNK, values, IMAGE);
}

static uint64_t random_word(void) {
    static uint64_t state = 1;
    state = state * 6364136223846793005 + 1442695040888963407;
    return state >> 33;
}

static void prepare_requests(void) {
    for (size_t i = 0; i < LOOKUPS; i++) {
        in[i] = 1 + random_word() % 7;
    }
}

/* Only requests that are granted and lead away, so that the chain of states goes on. */
static void prepare_chain(void) {
    uint8_t chain[LOOKUPS];
    for (size_t i = 0; i < LOOKUPS; i++) {
        do {
            chain[i] = 1 + random_word() % 7;
        } while (chain[i] == states_next_rows(chain, i) || states_next_rows(chain, i + 1) == 0);
    }
    memcpy(in, chain, LOOKUPS);
}

static const struct benchmark {
    const char *name;
    size_t operations;
    void (*prepare)(void);
    struct {
        const char *name;
        void (*run)(void);
    } forms[MOST_FORMS];
} BENCHMARKS[] = {
    {"header-encode", HEADERS, prepare_headers,
     {{"struct", run_headers_encode_struct}, {"wide", run_headers_encode_wide}}},
    {"header-decode", HEADERS, prepare_headers,
     {{"struct", run_headers_decode_struct}, {"wide", run_headers_decode_wide}}},
    {"exchange", EXCHANGES, prepare_results, {{"struct", run_exchange_struct}, {"wide", run_exchange_wide}}},
    {"validate-small", 1, prepare_small, {{"struct", run_validate_struct}, {"wide", run_validate_wide}}},
    {"validate-large", 1, prepare_large, {{"struct", run_validate_struct}, {"wide", run_validate_wide}}},
    {"validate-mixed", 1, prepare_mixed, {{"struct", run_validate_struct}, {"wide", run_validate_wide}}},
    {"read-small", 1, prepare_small, {{"struct", run_read_struct}, {"wide", run_read_wide}}},
    {"read-large", 1, prepare_large, {{"struct", run_read_struct}, {"wide", run_read_wide}}},
    {"read-mixed", 1, prepare_mixed, {{"struct", run_read_struct}, {"wide", run_read_wide}}},
    {"encode-small", 1, prepare_small, {{"struct", run_encode_struct}, {"wide", run_encode_wide}}},
    {"encode-large", 1, prepare_large, {{"struct", run_encode_struct}, {"wide", run_encode_wide}}},
    {"encode-mixed", 1, prepare_mixed, {{"struct", run_encode_struct}, {"wide", run_encode_wide}}},
    {"stream-read", RECORDS, prepare_stream, {{"struct", run_stream_read}}},
    {"stream-write", RECORDS, prepare_stream, {{"struct", run_stream_write}}},
    {"next-state", LOOKUPS, prepare_chain,
     {{"rows", run_next_rows}, {"columns", run_next_columns}, {"bytes", run_next_bytes}}},
    {"walk", 1, prepare_requests,
     {{"rows", run_walk_rows}, {"columns", run_walk_columns}, {"bytes", run_walk_bytes}}},
};

static double now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1e9 + time.tv_nsec;
}

static double repetition(void (*run)(void), size_t operations, double nanoseconds) {
    size_t batch = 1;
    size_t runs = 0;
    double start = now();
    double elapsed;
    do {
        for (size_t i = 0; i < batch; i++) {
            run();
        }
        runs += batch;
        elapsed = now() - start;
        if (elapsed < nanoseconds / 64) {
            batch *= 2;
        }
    } while (elapsed < nanoseconds);
    return elapsed / ((double)runs * operations);
}

static int by_value(const void *a, const void *b) {
    double difference = *(const double *)a - *(const double *)b;
    return (difference > 0) - (difference < 0);
}

static void measure(const struct benchmark *benchmark, int repetitions, double nanoseconds) {
    double times[MOST_FORMS][MOST_REPETITIONS];
    benchmark->prepare();
    for (int i = -1; i < repetitions; i++) { /* the first one warms up */
        for (int form = 0; form < MOST_FORMS && benchmark->forms[form].run; form++) {
            times[form][i < 0 ? 0 : i] = repetition(benchmark->forms[form].run, benchmark->operations, nanoseconds);
        }
    }
    for (int form = 0; form < MOST_FORMS && benchmark->forms[form].run; form++) {
        qsort(times[form], repetitions, sizeof times[form][0], by_value);
        printf("{\"benchmark\":\"%s\",\"form\":\"%s\",\"nsPerOp\":%.4f,\"least\":%.4f,\"most\":%.4f}\n",
               benchmark->name, benchmark->forms[form].name, times[form][repetitions / 2], times[form][0],
               times[form][repetitions - 1]);
    }
}

int main(int argc, char **argv) {
    const char *wanted = argc > 1 ? argv[1] : NULL;
    int repetitions = argc > 2 ? atoi(argv[2]) : 9;
    double nanoseconds = (argc > 3 ? atof(argv[3]) : 50) * 1e6;
    if (repetitions < 1 || repetitions > MOST_REPETITIONS) {
        fprintf(stderr, "repetitions: %d (expected: 1 to %d)\n", repetitions, MOST_REPETITIONS);
        return 2;
    }
    in = calloc(1, LARGE);
    out = calloc(1, LARGE);
    values = calloc(1, LARGE);
    stream = calloc(1, STREAM);
    if (!in || !out || !values || !stream) {
        fprintf(stderr, "memory: %d bytes are not there\n", STREAM + 3 * LARGE);
        return 3;
    }
    for (size_t i = 0; i < LARGE; i++) {
        values[i] = (uint8_t)random_word();
    }
    int found = 0;
    if (wanted && strcmp(wanted, "--list") == 0) {
        for (size_t i = 0; i < sizeof BENCHMARKS / sizeof BENCHMARKS[0]; i++) {
            puts(BENCHMARKS[i].name);
        }
        return 0;
    }
    for (size_t i = 0; i < sizeof BENCHMARKS / sizeof BENCHMARKS[0]; i++) {
        if (!wanted || strcmp(wanted, BENCHMARKS[i].name) == 0) {
            measure(&BENCHMARKS[i], repetitions, nanoseconds);
            found = 1;
        }
    }
    if (!found) {
        fprintf(stderr, "benchmark: %s is none\n", wanted);
    }
    return found ? 0 : 2;
}
