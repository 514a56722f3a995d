package dev.vmig.perf;

import java.util.Map;

/** The rivals' names for a person. */
final class Names {
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("VMIG", "vmig"),
            Map.entry("VMIG_NUMBERS", "vmig, by numbers"),
            Map.entry("BYTE_BUFFER", "heap ByteBuffer"),
            Map.entry("AGRONA", "Agrona"),
            Map.entry("SBE", "SBE"),
            Map.entry("NETTY", "Netty ByteBuf"),
            Map.entry("PROTOBUF", "Protobuf"),
            Map.entry("DATA_STREAM", "Data streams"),
            Map.entry("PACKED_ROWS", "packed rows"),
            Map.entry("PACKED_COLUMNS", "packed columns"),
            Map.entry("FLAT_BYTES", "flat bytes"),
            Map.entry("ENUM_MAP", "EnumMap"),
            Map.entry("SWITCH", "switch"),
            Map.entry("STATELESS4J", "stateless4j"),
            Map.entry("SQUIRREL", "squirrel-foundation"),
            Map.entry("SPRING", "spring-statemachine"),
            Map.entry("RECORD_KEY", "HashMap, record as key"),
            Map.entry("WALKED", "walked anew"),
            Map.entry("ACCEPTED", "vmig, accepted"),
            Map.entry("REFUSED", "vmig, refused"),
            Map.entry("EXPLAINED", "vmig, refused with a reason"));

    private Names() {}

    static String of(String rival) {
        return NAMES.getOrDefault(rival, rival);
    }
}
