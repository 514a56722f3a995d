package dev.vmig.device;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Capability;
import dev.vmig.codec.StatusQualifier;

/** The capability commands of the self group, with the device parts capability as the only one (Virtio 1.4, 2.12.1.2). */
final class CapabilityCommands {
    private final int deviceGetLimit;
    private final int deviceSetLimit;
    private final PartsObjects objects;

    CapabilityCommands(PfConfig config, PartsObjects objects) {
        this.deviceGetLimit = config.getLimit();
        this.deviceSetLimit = config.setLimit();
        this.objects = objects;
    }

    CommandResult idList() {
        byte[] bytes = CommandResult.room(Capability.LIST_RESULT_LENGTH);
        Capability.encodeListResult(bytes, 0, 1L << Capability.DEV_PARTS);
        return new CommandResult(bytes);
    }

    CommandResult get(AdminCommand command) throws CommandRefused {
        requireDeviceParts(Capability.id(command.view()));
        byte[] bytes = CommandResult.room(Capability.GET_RESULT_LENGTH);
        Capability.encodeGetResult(bytes, 0, deviceGetLimit, deviceSetLimit);
        return new CommandResult(bytes);
    }

    CommandResult set(AdminCommand command) throws CommandRefused {
        requireDeviceParts(Capability.id(command.view()));
        int getLimit = Capability.getLimit(command.view());
        int setLimit = Capability.setLimit(command.view());
        requireAtMost("get_parts_resource_objects_limit", getLimit, deviceGetLimit);
        requireAtMost("set_parts_resource_objects_limit", setLimit, deviceSetLimit);
        objects.limit(getLimit, setLimit);
        return CommandResult.done();
    }

    private static void requireDeviceParts(int id) throws CommandRefused {
        if (id != Capability.DEV_PARTS) {
            throw new CommandRefused(
                    AdminStatus.ENXIO, StatusQualifier.INVALID_FIELD, "capability id: " + id + " (expected: 0)");
        }
    }

    private static void requireAtMost(String name, int limit, int most) throws CommandRefused {
        if (limit > most) {
            throw CommandRefused.field(name, limit, "at most " + most);
        }
    }
}
