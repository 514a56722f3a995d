package dev.vmig.codec;

/**
 * Which opcodes RESOURCE_OBJ_QUERY and RESOURCE_OBJ_MODIFY have, decision S-1: Virtio 1.4 contradicts itself (2.12.1
 * against 2.12.1.3.2 and 2.12.1.3.3), and no step of a migration tells which is meant. {@link Opcode} has the order of
 * the table.
 */
public enum ObjectOpcodes {
    /** As the table of opcodes has it: QUERY 0x000b, MODIFY 0x000c. */
    TABLE(Opcode.RESOURCE_OBJ_QUERY.number(), Opcode.RESOURCE_OBJ_MODIFY.number()),
    /** As the text of the two commands has it: MODIFY 0x000b, QUERY 0x000c. */
    TEXT(Opcode.RESOURCE_OBJ_MODIFY.number(), Opcode.RESOURCE_OBJ_QUERY.number());

    private final int query;
    private final int modify;

    ObjectOpcodes(int query, int modify) {
        this.query = query;
        this.modify = modify;
    }

    /** The opcode of RESOURCE_OBJ_QUERY. */
    public int query() {
        return query;
    }

    /** The opcode of RESOURCE_OBJ_MODIFY. */
    public int modify() {
        return modify;
    }

    /** The opcode that a command has in this order, which differs from its number in {@link Opcode} for these two. */
    public int number(Opcode opcode) {
        return switch (opcode) {
            case RESOURCE_OBJ_QUERY -> query;
            case RESOURCE_OBJ_MODIFY -> modify;
            default -> opcode.number();
        };
    }
}
