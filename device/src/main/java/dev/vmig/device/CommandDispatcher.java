package dev.vmig.device;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevModeSet;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.StatusQualifier;
import java.util.List;
import java.util.Optional;

/**
 * Carries out admin commands, checking in the order of Virtio 1.4, 2.12.1.5: the group, the opcode, the member where one is
 * addressed, then the fields. A command that fails has no effect.
 */
final class CommandDispatcher {
    private final SriovControl sriov;
    private final List<VirtualFunction> vfs;
    private final PartsObjects objects;
    private final ListCommands lists;
    private final CapabilityCommands capabilities;
    private final PartsCommands parts;
    private Optional<String> lastRefusal = Optional.empty();

    CommandDispatcher(PfConfig config, SriovControl sriov, List<VirtualFunction> vfs) {
        this.sriov = sriov;
        this.vfs = vfs;
        this.objects = new PartsObjects(config.objectCapacity());
        this.lists = new ListCommands(config);
        this.capabilities = new CapabilityCommands(config, objects);
        this.parts = new PartsCommands(objects);
    }

    CommandResult execute(AdminCommand command) {
        try {
            requireGroup(command);
            requireOpcode(command);
            return carryOut(command);
        } catch (CommandRefused refused) {
            lastRefusal = Optional.ofNullable(refused.getMessage());
            return CommandResult.refused(refused);
        }
    }

    private CommandResult carryOut(AdminCommand command) throws CommandRefused {
        return switch (command.opcode()) {
            case LIST_QUERY -> lists.query(command);
            case LIST_USE -> lists.use(command);
            case LEGACY_COMMON_CFG_WRITE -> LegacyAccess.commonWrite(command, member(command));
            case LEGACY_COMMON_CFG_READ -> LegacyAccess.commonRead(command, member(command));
            case LEGACY_DEV_CFG_WRITE -> LegacyAccess.deviceWrite(command, member(command));
            case LEGACY_DEV_CFG_READ -> LegacyAccess.deviceRead(command, member(command));
            case LEGACY_NOTIFY_INFO -> {
                member(command);
                yield LegacyAccess.notifyInfo();
            }
            case CAP_ID_LIST_QUERY -> {
                requireSelf(command);
                yield capabilities.idList();
            }
            case DEVICE_CAP_GET -> {
                requireSelf(command);
                yield capabilities.get(command);
            }
            case DRIVER_CAP_SET -> {
                requireSelf(command);
                yield capabilities.set(command);
            }
            case RESOURCE_OBJ_CREATE -> parts.create(command, member(command));
            case RESOURCE_OBJ_QUERY -> parts.query(command, member(command));
            case RESOURCE_OBJ_MODIFY -> parts.modify(command, member(command));
            case RESOURCE_OBJ_DESTROY -> parts.destroy(command, member(command));
            case DEV_PARTS_METADATA_GET -> parts.metadata(command, member(command));
            case DEV_PARTS_GET -> parts.get(command, member(command));
            case DEV_PARTS_SET -> parts.set(command, member(command));
            case DEV_MODE_SET -> PartsCommands.setMode(command, member(command));
            case UNKNOWN -> throw invalidOpcode(command);
        };
    }

    private void requireGroup(AdminCommand command) throws CommandRefused {
        GroupType group = command.group();
        if (group == GroupType.UNKNOWN || (group == GroupType.SR_IOV && !sriov.vfEnable())) {
            throw new CommandRefused(
                    AdminStatus.EINVAL,
                    StatusQualifier.INVALID_GROUP,
                    "group_type: " + command.view().groupType() + " (expected: 0, or 1 while VFs are enabled)");
        }
    }

    private void requireOpcode(AdminCommand command) throws CommandRefused {
        if (!lists.isLegal(command)) {
            throw invalidOpcode(command);
        }
    }

    private static CommandRefused invalidOpcode(AdminCommand command) {
        return new CommandRefused(
                AdminStatus.EINVAL,
                StatusQualifier.INVALID_OPCODE,
                "opcode: 0x%x (expected: one that LIST_USE named for group %s)"
                        .formatted(command.view().opcode(), command.group()));
    }

    /** The capability commands are for the self group, whatever the list of the SR-IOV group says. */
    private static void requireSelf(AdminCommand command) throws CommandRefused {
        if (command.group() != GroupType.SELF) {
            throw new CommandRefused(
                    AdminStatus.EINVAL,
                    StatusQualifier.INVALID_COMMAND,
                    command.opcode() + " in group " + command.group() + " (expected: SELF)");
        }
    }

    private VirtualFunction member(AdminCommand command) throws CommandRefused {
        return addressed(command)
                .orElseThrow(() -> new CommandRefused(
                        AdminStatus.EINVAL,
                        StatusQualifier.INVALID_MEMBER,
                        "group_member_id: "
                                + Long.toUnsignedString(command.view().memberId()) + " (expected: 1 to "
                                + sriov.numVfs() + ", of a VF that is there)"));
    }

    /** The VF whose member id the command carries, if it is for the SR-IOV group and there is such a VF, and still is. */
    Optional<VirtualFunction> addressed(AdminCommand command) {
        CommandView view = command.view();
        long id = view.memberId();
        boolean usesMember = command.group() == GroupType.SR_IOV
                && command.opcode() != Opcode.LIST_QUERY
                && command.opcode() != Opcode.LIST_USE;
        return usesMember && id >= 1 && id <= sriov.numVfs()
                ? Optional.of(vfs.get((int) id - 1)).filter(vf -> !vf.reset().isRemoved())
                : Optional.empty();
    }

    /** Whether the command, as things are now, would stop a member. */
    boolean isStop(AdminCommand command) {
        return command.opcode() == Opcode.DEV_MODE_SET
                && command.group() == GroupType.SR_IOV
                && sriov.vfEnable()
                && lists.isLegal(command)
                && DevModeSet.flags(command.view()) == DevModeSet.FLAG_STOPPED
                && addressed(command).isPresent();
    }

    int objects() {
        return objects.count();
    }

    Optional<String> lastRefusal() {
        return lastRefusal;
    }

    void reset() {
        lists.reset();
        objects.reset();
    }
}
