package dev.vmig.device;

import dev.vmig.codec.CommandView;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.ObjectOpcodes;
import dev.vmig.codec.Opcode;

/**
 * An admin command as the device got it.
 *
 * @param view the device-readable part, zero behind its end
 * @param writableCapacity bytes of the device-writable part
 * @param objectOpcodes how the device reads two of the opcodes
 */
record AdminCommand(CommandView view, int writableCapacity, ObjectOpcodes objectOpcodes) {
    Opcode opcode() {
        // The two opcodes at issue are exchanged or not, so that either way undoes itself.
        return Opcode.of(objectOpcodes.number(Opcode.of(view.opcode())));
    }

    /** The bit of its opcode in the first word of LIST_USE; 0 for an opcode that Virtio 1.4 does not assign. */
    long listBit() {
        return Opcode.of(view.opcode()).bit();
    }

    GroupType group() {
        return GroupType.of(view.groupType());
    }
}
