package dev.vmig.device;

import dev.vmig.codec.CommandView;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.Opcode;

/**
 * An admin command as the device got it.
 *
 * @param view the device-readable part, zero behind its end
 * @param writableCapacity bytes of the device-writable part
 */
record Command(CommandView view, int writableCapacity) {
    Opcode opcode() {
        return Opcode.of(view.opcode());
    }

    GroupType group() {
        return GroupType.of(view.groupType());
    }
}
