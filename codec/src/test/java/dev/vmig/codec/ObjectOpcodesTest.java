package dev.vmig.codec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectOpcodesTest {
    private final byte[] bytes = new byte[64];
    private final CommandView command = new CommandView();

    @ParameterizedTest
    @DisplayName("S-1: table and text of Virtio 1.4 swap the two opcodes, and nothing else of the commands")
    @CsvSource({"TABLE,11,12", "TEXT,12,11"})
    void orders(ObjectOpcodes order, int query, int modify) {
        command.wrap(bytes, 0, ResourceObj.encodeQuery(bytes, 0, order, GroupType.SR_IOV, 3, 7));
        assertThat(command.opcode()).isEqualTo(query).isEqualTo(order.number(Opcode.RESOURCE_OBJ_QUERY));
        assertThat(ResourceObj.id(command)).isEqualTo(7);
        assertThat(command.groupType()).isEqualTo(1);
        assertThat(command.memberId()).isEqualTo(3);

        int length = ResourceObj.encodeModify(bytes, 0, order, GroupType.SR_IOV, 3, 7, PartsObjectKind.SET);
        command.wrap(bytes, 0, length);
        assertThat(command.opcode()).isEqualTo(modify).isEqualTo(order.number(Opcode.RESOURCE_OBJ_MODIFY));
        assertThat(ResourceObj.id(command)).isEqualTo(7);
        assertThat(ResourceObj.kind(command)).isEqualTo(1);
    }

    @Test
    @DisplayName("S-1: every other command has the opcode of the table in both orders")
    void others() {
        for (Opcode opcode : Opcode.values()) {
            assertThat(ObjectOpcodes.TABLE.number(opcode)).isEqualTo(opcode.number());
            if (opcode != Opcode.RESOURCE_OBJ_QUERY && opcode != Opcode.RESOURCE_OBJ_MODIFY) {
                assertThat(ObjectOpcodes.TEXT.number(opcode)).isEqualTo(opcode.number());
            }
        }
    }
}
