package dev.vmig.device;

import dev.vmig.codec.ObjectOpcodes;
import org.apache.commons.lang3.Validate;

/**
 * What an owner and its members have that others may lack, and how they read what Virtio 1.4 leaves open.
 *
 * @param legacyIo whether the legacy registers of the VFs can be reached by admin commands (2.12.1.1), so that a
 *     hypervisor can show an old guest a legacy device; BAR 0 of the VFs is hardwired to zero then
 * @param type what kind of device the VFs are; a block device has no legacy registers here
 * @param privateParts what state it has that the specification does not describe
 * @param objectOpcodes which opcodes RESOURCE_OBJ_QUERY and RESOURCE_OBJ_MODIFY have, decision S-1
 */
public record DevicePersonality(
        DeviceType type, boolean legacyIo, PrivateParts privateParts, ObjectOpcodes objectOpcodes) {
    /** Network cards, no legacy registers, no private parts; opcodes as in the table of Virtio 1.4. */
    public static final DevicePersonality DEFAULT =
            new DevicePersonality(DeviceType.NET, false, PrivateParts.NONE, ObjectOpcodes.TABLE);

    /** Refuses legacy registers of what has none. */
    public DevicePersonality {
        Validate.isTrue(!legacyIo || type == DeviceType.NET, "legacyIo: true (expected: false for %s)", type);
    }

    /** The BAR that the virtio structures of a VF are in: the first one that the device is free to use. */
    int virtioBar() {
        return legacyIo ? LegacyAccess.DOORBELL_BAR : 0;
    }

    /** The same, of another kind. */
    public DevicePersonality withType(DeviceType other) {
        return new DevicePersonality(other, legacyIo, privateParts, objectOpcodes);
    }

    /** The same with, or without, the legacy commands. */
    public DevicePersonality withLegacyIo(boolean on) {
        return new DevicePersonality(type, on, privateParts, objectOpcodes);
    }

    /** The same with state of its own. */
    public DevicePersonality withPrivateParts(PrivateParts other) {
        return new DevicePersonality(type, legacyIo, other, objectOpcodes);
    }

    /** The same with other opcodes. */
    public DevicePersonality withObjectOpcodes(ObjectOpcodes other) {
        return new DevicePersonality(type, legacyIo, privateParts, other);
    }
}
