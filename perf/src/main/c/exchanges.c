/* DEV_PARTS_METADATA_GET commands and their results: see dev.vmig.perf.codec. */
#include "limit.h"

enum { OPCODE = 0x0e, GROUP = 1, OBJECT = 3 };

uint64_t exchange_struct(uint8_t *out, const uint8_t *in, size_t count, uint64_t first_member) {
    struct metadata_get *command = (struct metadata_get *)out;
    const struct metadata_result *result = (const struct metadata_result *)in;
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        command[i] = (struct metadata_get){
            .opcode = OPCODE,
            .group_type = GROUP,
            .member_id = first_member + i,
            .object_id = OBJECT,
        };
        if (result[i].status != 0) {
            return REFUSED;
        }
        sum += result[i].size;
    }
    return sum;
}

uint64_t exchange_wide(uint8_t *out, const uint8_t *in, size_t count, uint64_t first_member) {
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        uint8_t *command = out + 40 * i;
        store64(command, OPCODE | GROUP << 16);
        store64(command + 8, 0);
        store64(command + 16, first_member + i);
        store64(command + 24, (uint64_t)OBJECT << 32);
        store64(command + 32, 0);
        const uint8_t *result = in + 16 * i;
        if ((uint16_t)load64(result) != 0) {
            return REFUSED;
        }
        sum += (uint32_t)load64(result + 8);
    }
    return sum;
}
