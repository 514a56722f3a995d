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

/** The names of admin commands in {@code VirtioVf}. */
final class CommandName {
    private CommandName() {}

    /** The name; an argument that is always the same is omitted. */
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

    /** The argument that distinguishes commands with the same opcode; may be empty. */
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

    /** Whether the command addresses a VF; those of the handshake do not. */
    static boolean isOfVf(CommandView command) {
        return GroupType.of(command.groupType()) == GroupType.SR_IOV && command.memberId() > 0;
    }
}
