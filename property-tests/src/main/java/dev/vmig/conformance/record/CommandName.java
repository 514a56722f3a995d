package dev.vmig.conformance.record;

import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevModeSet;
import dev.vmig.codec.DevPartsGet;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartsGetType;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObjCreate;

/** Admin commands by the names that {@code VirtioVf} gives them. */
final class CommandName {
    private CommandName() {}

    static String of(CommandView command) {
        Opcode opcode = Opcode.of(command.opcode());
        return switch (opcode) {
            case DEV_MODE_SET -> opcode + (DevModeSet.isStop(command) ? " STOPPED" : " RUNNING");
            case RESOURCE_OBJ_CREATE -> opcode + " " + PartsObjectKind.of(ResourceObjCreate.kind(command));
            case DEV_PARTS_METADATA_GET ->
                suffixed(opcode, MetadataType.of(DevPartsMetadataGet.type(command)), MetadataType.SIZE);
            case DEV_PARTS_GET -> suffixed(opcode, PartsGetType.of(DevPartsGet.type(command)), PartsGetType.ALL);
            case UNKNOWN -> "opcode " + command.opcode();
            default -> opcode.name();
        };
    }

    /** What the driver always asks for goes without saying. */
    private static String suffixed(Opcode opcode, Enum<?> type, Enum<?> usual) {
        return type == usual ? opcode.name() : opcode + " " + type;
    }
}
