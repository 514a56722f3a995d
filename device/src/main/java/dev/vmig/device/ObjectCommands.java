package dev.vmig.device;

import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;
import dev.vmig.codec.ResourceObjCreate;
import dev.vmig.codec.ResourceObjModify;
import dev.vmig.codec.ResourceObjQuery;

/** The resource object commands, for device parts objects (Virtio 1.4, 2.12.1.3). */
final class ObjectCommands {
    private final PartsObjects objects;

    ObjectCommands(PartsObjects objects) {
        this.objects = objects;
    }

    CommandResult create(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        objects.create(vf.index(), id(command), kind(ResourceObjCreate.kind(command.view())));
        return CommandResult.done();
    }

    CommandResult query(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        PartsObjectKind kind = objects.query(vf.index(), id(command));
        byte[] bytes = CommandResult.room(ResourceObjQuery.RESULT_LENGTH);
        ResourceObjQuery.encodeResult(bytes, 0, kind);
        return new CommandResult(bytes);
    }

    CommandResult modify(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        objects.modify(vf.index(), id(command), kind(ResourceObjModify.kind(command.view())));
        return CommandResult.done();
    }

    CommandResult destroy(AdminCommand command, VirtualFunction vf) throws CommandRefused {
        objects.destroy(vf.index(), id(command));
        return CommandResult.done();
    }

    /** The object that a parts command works through. */
    void requireKind(AdminCommand command, VirtualFunction vf, PartsObjectKind kind) throws CommandRefused {
        objects.requireKind(vf.index(), id(command), kind);
    }

    private static long id(AdminCommand command) throws CommandRefused {
        int type = ResourceObj.type(command.view());
        if (type != ResourceObj.TYPE_DEV_PARTS) {
            throw CommandRefused.field("resource object type", type, "0, device parts");
        }
        return ResourceObj.id(command.view());
    }

    private static PartsObjectKind kind(int number) throws CommandRefused {
        PartsObjectKind kind = PartsObjectKind.of(number);
        if (kind == PartsObjectKind.UNKNOWN) {
            throw CommandRefused.field("type of the device parts object", number, "0 or 1");
        }
        return kind;
    }
}
