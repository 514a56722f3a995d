package dev.vmig.codec.tree;

import dev.vmig.codec.Opcode;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A set of opcodes, as LIST_QUERY and LIST_USE have it. */
final class OpcodeNames {
    private OpcodeNames() {}

    static String of(long bits) {
        return "0x" + Long.toHexString(bits)
                + Arrays.stream(Opcode.values())
                        .filter(opcode -> (bits & opcode.bit()) != 0)
                        .map(opcode -> " " + opcode)
                        .collect(Collectors.joining());
    }
}
