package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Names and numbers are those of Virtio 1.4 (constants.json)")
class NumbersTest {
    private static final JsonNode CONSTANTS = Layout.load("constants.json");

    /** Same names, same numbers, nothing missing on either side, and every other number is UNKNOWN. */
    private static <E extends Enum<E>> void same(
            String table, Function<E, String> name, E[] values, ToIntFunction<E> number, IntFunction<E> of) {
        Map<String, Integer> specified = new HashMap<>();
        CONSTANTS
                .get(table)
                .properties()
                .forEach(e -> specified.put(e.getKey(), e.getValue().asInt()));
        Map<String, Integer> ours = new HashMap<>();
        for (E value : values) {
            if (!value.name().equals("UNKNOWN")) {
                ours.put(name.apply(value), number.applyAsInt(value));
            }
        }
        assertThat(ours).isEqualTo(specified);
        for (int n = -2; n <= 0x10000; n++) {
            E found = of.apply(n);
            assertThat(!found.name().equals("UNKNOWN")).as("number %d", n).isEqualTo(specified.containsValue(n));
            if (specified.containsValue(n)) {
                assertThat(number.applyAsInt(found)).isEqualTo(n);
            }
        }
    }

    @Test
    void opcodesFollowTheOpcodeTable() {
        same("admin_opcodes", e -> "VIRTIO_ADMIN_CMD_" + e, Opcode.values(), Opcode::number, Opcode::of);
        assertThat(Opcode.RESOURCE_OBJ_QUERY.number()).as("decision S-1").isEqualTo(0x0b);
    }

    @Test
    void opcodeBitsMakeUpTheListWord() {
        long used = 0;
        for (Opcode opcode : Opcode.values()) {
            used |= opcode.bit();
        }
        assertThat(used).isEqualTo(0x3ffff);
        assertThat(Opcode.DEV_MODE_SET.bit()).isEqualTo(1L << 17);
        assertThat(Opcode.UNKNOWN.bit()).isZero();
    }

    @Test
    void groupTypes() {
        same(
                "group_types",
                e -> "VIRTIO_ADMIN_GROUP_TYPE_" + e.name().replace("_", ""),
                GroupType.values(),
                GroupType::number,
                GroupType::of);
    }

    @Test
    void statusesIncludeEexistByDecisionS2() {
        same(
                "admin_status",
                e -> "VIRTIO_ADMIN_STATUS_" + e,
                AdminStatus.values(),
                AdminStatus::number,
                AdminStatus::of);
    }

    @Test
    void qualifiers() {
        same(
                "admin_status_qualifier",
                e -> "VIRTIO_ADMIN_STATUS_Q_" + e,
                StatusQualifier.values(),
                StatusQualifier::number,
                StatusQualifier::of);
    }

    @Test
    void typesInsideCommands() {
        String command = "VIRTIO_ADMIN_CMD_DEV_PARTS_";
        same(
                "dev_parts_metadata_type",
                e -> command + "METADATA_TYPE_" + e,
                MetadataType.values(),
                MetadataType::number,
                MetadataType::of);
        same(
                "dev_parts_get_type",
                e -> command + "GET_TYPE_" + e,
                PartsGetType.values(),
                PartsGetType::number,
                PartsGetType::of);
        same(
                "dev_parts_object_kind",
                e -> "VIRTIO_RESOURCE_OBJ_DEV_PARTS_TYPE_" + e,
                PartsObjectKind.values(),
                PartsObjectKind::number,
                PartsObjectKind::of);
    }

    @Test
    void partTypes() {
        same(
                "dev_part_types",
                e -> e == PartType.NET_CVQ_CFG ? "VIRTIO_NET_DEV_PART_CVQ_CFG_PART" : "VIRTIO_DEV_PART_" + e,
                PartType.values(),
                PartType::number,
                PartType::of);
    }

    @Test
    void fieldsOfThePciCommonConfiguration() {
        JsonNode fields = CONSTANTS.get("pci_common_cfg_fields");
        assertThat(PciCommonCfgField.values()).hasSize(fields.size());
        int covered = 0;
        for (PciCommonCfgField field : PciCommonCfgField.values()) {
            JsonNode expected = fields.get(field.name().toLowerCase(Locale.ROOT));
            assertThat(field.offset())
                    .as(field.name())
                    .isEqualTo(expected.get("offset").asInt());
            assertThat(field.length())
                    .as(field.name())
                    .isEqualTo(expected.get("size").asInt());
            assertThat(PciCommonCfgField.lengthAt(field.offset())).isEqualTo(field.length());
            covered += field.length();
        }
        assertThat(covered).as("no gap in virtio_pci_common_cfg").isEqualTo(64);
        assertThat(PciCommonCfgField.lengthAt(17)).isZero();
        assertThat(PciCommonCfgField.lengthAt(64)).isZero();
        assertThat(PciCommonCfgField.lengthAt(1L << 32)).isZero();
    }
}
