/* Next states and walks: see dev.vmig.perf.states. The table is that of feature set 7, ERROR where it refuses. */
#include "limit.h"

enum { RUNNING = 2 };

/* By current state, then by requested state. */
static const uint8_t BYTES[8][8] = {
    {0, 0, 0, 0, 0, 0, 0, 0},
    {0, 1, 5, 3, 4, 5, 5, 5},
    {0, 5, 2, 5, 5, 5, 6, 5},
    {0, 1, 1, 3, 1, 1, 0, 0},
    {0, 1, 1, 1, 4, 1, 1, 1},
    {0, 1, 2, 1, 1, 5, 2, 7},
    {0, 2, 2, 7, 2, 2, 6, 7},
    {0, 5, 5, 3, 5, 5, 6, 7},
};

/* The same, a row in a word, four bits a state. */
static const uint32_t ROWS[8] = {
    0x00000000, 0x55543510, 0x56555250, 0x00113110, 0x11141110, 0x72511210, 0x76227220, 0x76553550,
};

/* A column in a word. */
static const uint32_t COLUMNS[8] = {
    0x00000000, 0x52111510, 0x52211250, 0x37113530, 0x52141540, 0x52511550, 0x66210650, 0x77710550,
};

unsigned states_next_rows(const uint8_t *requests, size_t count) {
    unsigned state = RUNNING;
    for (size_t i = 0; i < count; i++) {
        state = ROWS[state] >> (requests[i] << 2) & 15;
    }
    return state;
}

unsigned states_next_columns(const uint8_t *requests, size_t count) {
    unsigned state = RUNNING;
    for (size_t i = 0; i < count; i++) {
        state = COLUMNS[requests[i]] >> (state << 2) & 15;
    }
    return state;
}

unsigned states_next_bytes(const uint8_t *requests, size_t count) {
    unsigned state = RUNNING;
    for (size_t i = 0; i < count; i++) {
        state = BYTES[state][requests[i]];
    }
    return state;
}

unsigned states_walk_rows(const uint8_t *requests, size_t count) {
    unsigned state = RUNNING;
    unsigned arcs = 0;
    for (size_t i = 0; i < count; i++) {
        while (state != requests[i]) {
            unsigned next = ROWS[state] >> (requests[i] << 2) & 15;
            if (next == 0) {
                break;
            }
            state = next;
            arcs++;
        }
    }
    return arcs << 3 | state;
}

unsigned states_walk_columns(const uint8_t *requests, size_t count) {
    unsigned state = RUNNING;
    unsigned arcs = 0;
    for (size_t i = 0; i < count; i++) {
        while (state != requests[i]) {
            unsigned next = COLUMNS[requests[i]] >> (state << 2) & 15;
            if (next == 0) {
                break;
            }
            state = next;
            arcs++;
        }
    }
    return arcs << 3 | state;
}

unsigned states_walk_bytes(const uint8_t *requests, size_t count) {
    unsigned state = RUNNING;
    unsigned arcs = 0;
    for (size_t i = 0; i < count; i++) {
        while (state != requests[i]) {
            unsigned next = BYTES[state][requests[i]];
            if (next == 0) {
                break;
            }
            state = next;
            arcs++;
        }
    }
    return arcs << 3 | state;
}
