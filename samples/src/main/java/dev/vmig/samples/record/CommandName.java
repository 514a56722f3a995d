package dev.vmig.samples.record;

import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevModeSet;
import dev.vmig.codec.DevPartsGet;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartsGetType;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;

/** Admin commands by the names that {@code VirtioVf} gives them. */
final class CommandName {
    private CommandName() {}

    /** What the driver always asks for goes without saying. */
    static String of(CommandView command) {
        String argument = argument(command);
        boolean usual = switch (Opcode.of(command.opcode())) {
            case DEV_PARTS_METADATA_GET -> argument.equals(MetadataType.SIZE.name());
            case DEV_PARTS_GET -> argument.equals(PartsGetType.ALL.name());
            default -> argument.isEmpty();
        };
        return usual ? opcode(command) : opcode(command) + " " + argument;
    }

    /** The opcode alone. */
    static String opcode(CommandView command) {
        Opcode opcode = Opcode.of(command.opcode());
        return opcode == Opcode.UNKNOWN ? "opcode " + command.opcode() : opcode.name();
    }

    /** What tells the command from others with the same opcode, or nothing. */
    static String argument(CommandView command) {
        return switch (Opcode.of(command.opcode())) {
            case DEV_MODE_SET -> DevModeSet.isStop(command) ? "STOPPED" : "RUNNING";
            case RESOURCE_OBJ_CREATE ->
                PartsObjectKind.of(ResourceObj.kind(command)).name();
            case DEV_PARTS_METADATA_GET ->
                MetadataType.of(DevPartsMetadataGet.type(command)).name();
            case DEV_PARTS_GET -> PartsGetType.of(DevPartsGet.type(command)).name();
            default -> "";
        };
    }

    /** Whether the command addresses a VF; those of the handshake address none. */
    static boolean isOfVf(CommandView command) {
        return GroupType.of(command.groupType()) == GroupType.SR_IOV && command.memberId() > 0;
    }
}
