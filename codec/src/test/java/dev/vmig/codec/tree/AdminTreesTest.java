package dev.vmig.codec.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.codec.CommandHeader;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.StatusHeader;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a person reads of an admin command and its result (Virtio 1.4, 2.12.1 and 2.13). */
class AdminTreesTest {
    private static final int FIELDS_OF_THE_HEADER = 3;

    private record Tree(List<String> lines, Optional<Damage> damage) {}

    private static Tree command(int opcode, String data) {
        byte[] tail = HexFormat.of().parseHex(data.replace(" ", ""));
        byte[] bytes = new byte[CommandHeader.LENGTH + tail.length];
        CommandHeader.encode(bytes, 0, opcode, opcode < 2 || (opcode >= 7 && opcode <= 9) ? 0 : 1, 1);
        System.arraycopy(tail, 0, bytes, CommandHeader.LENGTH, tail.length);
        Collected tree = new Collected();
        Optional<Damage> damage = AdminTree.command(bytes, false, tree);
        return new Tree(tree.lines().subList(FIELDS_OF_THE_HEADER, tree.lines().size()), damage);
    }

    private static Tree result(Opcode opcode, int status, String result) {
        byte[] tail = HexFormat.of().parseHex(result.replace(" ", ""));
        byte[] bytes = new byte[StatusHeader.LENGTH + tail.length];
        StatusHeader.encode(bytes, 0, status, 0);
        System.arraycopy(tail, 0, bytes, StatusHeader.LENGTH, tail.length);
        Collected tree = new Collected();
        Optional<Damage> damage = AdminTree.result(opcode, bytes, false, tree);
        return new Tree(tree.lines().subList(2, tree.lines().size()), damage);
    }

    // spotless:off
    /** Opcode, data in hex, the lines of the data; lines that are notes are left out. */
    static List<Arguments> commands() {
        String dev = "0000 0000 07000000";
        String other = "0500 0000 07000000";
        String zero = " 0000000000000000";
        return List.of(
                Arguments.of(Opcode.LIST_USE.number(), "0300000000000000 0500000000000000 0600000000000000",
                        List.of("24+8 device_admin_cmd_opcodes: 0x3 LIST_QUERY LIST_USE",
                                "32+8 device_admin_cmd_opcodes[1]: 0x5", "40+8 device_admin_cmd_opcodes[2]: 0x6")),
                Arguments.of(Opcode.LEGACY_COMMON_CFG_WRITE.number(), "12 00000000000000 0f",
                        List.of("24+1 offset: 18 DEVICE_STATUS", "32+1 data: 0f")),
                Arguments.of(Opcode.LEGACY_COMMON_CFG_READ.number(), "17", List.of("24+1 offset: 23 QUEUE_MSIX_VECTOR")),
                Arguments.of(Opcode.LEGACY_COMMON_CFG_READ.number(), "18", List.of("24+1 offset: 24 ")),
                Arguments.of(Opcode.LEGACY_DEV_CFG_WRITE.number(), "12 00000000000000 0f",
                        List.of("24+1 offset: 18 ", "32+1 data: 0f")),
                Arguments.of(Opcode.LEGACY_DEV_CFG_READ.number(), "12", List.of("24+1 offset: 18 ")),
                Arguments.of(Opcode.DEVICE_CAP_GET.number(), "0000 000000000000",
                        List.of("24+2 id: 0 VIRTIO_DEV_PARTS_CAP")),
                Arguments.of(Opcode.DRIVER_CAP_SET.number(), "0000 000000000000 01 02",
                        List.of("24+2 id: 0 VIRTIO_DEV_PARTS_CAP", "32+1 get_parts_resource_objects_limit: 1",
                                "33+1 set_parts_resource_objects_limit: 2")),
                Arguments.of(Opcode.DRIVER_CAP_SET.number(), "0100 000000000000 01 02",
                        List.of("24+2 id: 1 ", "32+2 cap_specific_data: 0102")),
                Arguments.of(Opcode.RESOURCE_OBJ_CREATE.number(), dev + zero + "01 00000000000000",
                        List.of("24+2 object type: 0 DEV_PARTS", "28+4 id: 7", "32+8 flags: 0x0", "40+1 type: 1 SET")),
                Arguments.of(Opcode.RESOURCE_OBJ_CREATE.number(), other + zero + "010203",
                        List.of("24+2 object type: 5 ", "28+4 id: 7", "32+8 flags: 0x0",
                                "40+3 resource_obj_specific_data: 010203")),
                Arguments.of(Opcode.RESOURCE_OBJ_QUERY.number(), dev + zero,
                        List.of("24+2 object type: 0 DEV_PARTS", "28+4 id: 7", "32+8 flags: 0x0")),
                Arguments.of(Opcode.RESOURCE_OBJ_DESTROY.number(), dev + "aabb",
                        List.of("24+2 object type: 0 DEV_PARTS", "28+4 id: 7", "32+2 surplus: aabb")),
                Arguments.of(Opcode.DEV_PARTS_GET.number(),
                        dev + "00 00000000000000" + "0301 00 00 0000000000000000 00000000"
                                + "0001 01 00 0000000000000000 00000000",
                        List.of("24+2 object type: 0 DEV_PARTS", "28+4 id: 7", "32+1 type: 0 SELECTED",
                                "40+16 part DEVICE_STATUS: ", "40+2 part_type: 259 DEVICE_STATUS",
                                "42+1 flags: 0 MANDATORY", "52+4 length: 0",
                                "56+16 part DEV_FEATURES: ", "56+2 part_type: 256 DEV_FEATURES",
                                "58+1 flags: 1 OPTIONAL", "68+4 length: 0")),
                Arguments.of(Opcode.DEV_MODE_SET.number(), "01", List.of("24+1 flags: 1 STOPPED")),
                Arguments.of(Opcode.DEV_MODE_SET.number(), "00", List.of("24+1 flags: 0 ")),
                Arguments.of(Opcode.DEV_MODE_SET.number(), "02 03", List.of("24+1 flags: 2 ", "25+1 surplus: 03")),
                Arguments.of(0x7777, "0102", List.of("24+2 command_specific_data: 0102")),
                Arguments.of(0x7777, "", List.of()));
    }
    // spotless:on

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("commands")
    void dataOfACommandIsShownByItsFields(int opcode, String data, List<String> expected) {
        Tree tree = command(opcode, data);
        assertThat(tree.damage()).isEmpty();
        assertThat(tree.lines().stream().filter(line -> !line.contains(" note: ")))
                .containsExactlyElementsOf(expected);
    }

    /** 2.13.1: what a device takes for zero is nonetheless a command that was cut. */
    @ParameterizedTest
    @CsvSource({
        "LIST_USE, 00000000000000, device_admin_cmd_opcodes at byte 24: 7 of 8 bytes",
        "LEGACY_COMMON_CFG_READ, '', offset at byte 24: 0 of 1 bytes",
        "LEGACY_DEV_CFG_WRITE, 0000000000000000, data at byte 32: 0 of 1 bytes",
        "DEVICE_CAP_GET, 00000000000000, capability id at byte 24: 7 of 8 bytes",
        "DRIVER_CAP_SET, 00, capability id at byte 24: 1 of 8 bytes",
        "DRIVER_CAP_SET, 000000000000000001, device parts capability at byte 32: 1 of 2 bytes",
        "DRIVER_CAP_SET, 0100000000000000, cap_specific_data at byte 32: 0 of 1 bytes",
        "RESOURCE_OBJ_DESTROY, 00000000, object header at byte 24: 4 of 8 bytes",
        "RESOURCE_OBJ_QUERY, 00000000, object header at byte 24: 4 of 8 bytes",
        "RESOURCE_OBJ_QUERY, 000000000000000000, flags at byte 32: 1 of 8 bytes",
        "DEV_MODE_SET, '', flags at byte 24: 0 of 1 bytes"
    })
    void truncatedCommandIsDamagedAtItsEnd(Opcode opcode, String data, String message) {
        Damage damage = command(opcode.number(), data).damage().orElseThrow();
        assertThat(damage.message()).isEqualTo(message);
        assertThat(damage.offset()).isEqualTo(CommandHeader.LENGTH + data.length() / 2);
    }

    // spotless:off
    static List<Arguments> results() {
        String header = "0301 00 00 0000000000000000 01000000";
        return List.of(
                Arguments.of(Opcode.LIST_QUERY, 0, "0100000000000000 0200000000000000",
                        List.of("8+8 device_admin_cmd_opcodes: 0x1 LIST_QUERY", "16+8 device_admin_cmd_opcodes[1]: 0x2")),
                Arguments.of(Opcode.CAP_ID_LIST_QUERY, 0, "0100000000000000",
                        List.of("8+8 supported_caps[0]: 0x1")),
                Arguments.of(Opcode.DEVICE_CAP_GET, 0, "0102",
                        List.of("8+1 get_parts_resource_objects_limit: 1", "9+1 set_parts_resource_objects_limit: 2")),
                Arguments.of(Opcode.DEV_PARTS_METADATA_GET, 0, "0100000000000000" + header,
                        List.of("8+4 size or count: 1", "16+16 part DEVICE_STATUS: ",
                                "16+2 part_type: 259 DEVICE_STATUS", "18+1 flags: 0 MANDATORY", "28+4 length: 1")),
                Arguments.of(Opcode.LEGACY_COMMON_CFG_READ, 0, "0aff", List.of("8+2 data: 0aff")),
                Arguments.of(Opcode.DEV_MODE_SET, 0, "", List.of()),
                Arguments.of(Opcode.LIST_QUERY, 22, "0aff", List.of("8+2 command_specific_result: 0aff")),
                Arguments.of(Opcode.LIST_QUERY, 22, "", List.of()));
    }
    // spotless:on

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("results")
    void resultIsShownByItsFields(Opcode opcode, int status, String result, List<String> expected) {
        Tree tree = result(opcode, status, result);
        assertThat(tree.damage()).isEmpty();
        assertThat(tree.lines().stream().filter(line -> !line.contains(" note: ")))
                .containsExactlyElementsOf(expected);
    }

    @Test
    void entryOfTheNotificationAreasHasFlagsBarAndOffset() {
        byte[] bytes = new byte[64];
        bytes[0] = 1;
        bytes[1] = 4;
        bytes[8] = 0x10;
        assertThat(result(Opcode.LEGACY_NOTIFY_INFO, 0, HexFormat.of().formatHex(bytes))
                        .lines())
                .startsWith("8+16 entry: ", "8+1 flags: 1", "9+1 bar: 4", "16+8 offset: 0x10", "24+16 entry: ");
    }

    @Test
    void resultThatLacksBytesIsDamageWhereItEnds() {
        assertThat(result(Opcode.LIST_QUERY, 0, "01020304").damage())
                .contains(new Damage(12, "result of LIST_QUERY at byte 8: 4 of 8 bytes"));
        assertThat(result(Opcode.DEV_PARTS_METADATA_GET, 0, "0100000000000000 0301")
                        .damage())
                .contains(new Damage(18, "hdrs at byte 16: 2 of %d bytes".formatted(PartHeader.LENGTH)));
        byte[] six = Arrays.copyOf(new byte[0], 6);
        assertThat(AdminTree.result(Opcode.LIST_QUERY, six, false, new Collected()))
                .contains(new Damage(6, "status header at byte 0: 6 of 8 bytes"));
    }
}
