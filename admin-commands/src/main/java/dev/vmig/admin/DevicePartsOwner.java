package dev.vmig.admin;

import static dev.vmig.codec.Opcode.CAP_ID_LIST_QUERY;
import static dev.vmig.codec.Opcode.DEVICE_CAP_GET;
import static dev.vmig.codec.Opcode.DEV_MODE_SET;
import static dev.vmig.codec.Opcode.DEV_PARTS_GET;
import static dev.vmig.codec.Opcode.DEV_PARTS_METADATA_GET;
import static dev.vmig.codec.Opcode.DEV_PARTS_SET;
import static dev.vmig.codec.Opcode.DRIVER_CAP_SET;
import static dev.vmig.codec.Opcode.RESOURCE_OBJ_CREATE;
import static dev.vmig.codec.Opcode.RESOURCE_OBJ_DESTROY;

import dev.vmig.codec.GroupType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.OvertakenException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.apache.commons.lang3.function.FailableRunnable;

/**
 * The PF that owns the VFs: it agrees with the device on commands and limits once, and keeps what all of its VFs share,
 * the admin queue and the ids of part objects.
 *
 * <p>If the two do not agree, no VF can be migrated, and {@link #refusal} says why.
 */
public final class DevicePartsOwner {
    private static final Set<Opcode> CAPABILITY_COMMANDS =
            EnumSet.of(CAP_ID_LIST_QUERY, DEVICE_CAP_GET, DRIVER_CAP_SET);
    private static final Set<Opcode> PARTS_COMMANDS = EnumSet.of(
            RESOURCE_OBJ_CREATE,
            RESOURCE_OBJ_DESTROY,
            DEV_PARTS_METADATA_GET,
            DEV_PARTS_GET,
            DEV_PARTS_SET,
            DEV_MODE_SET);

    private final DriverProfile profile;
    private final AdminCommandClient client;
    private final ObjectIds ids;
    private volatile Optional<String> refusal;

    private DevicePartsOwner(AdminQueue queue, DriverProfile profile, ClientOptions options) {
        this.profile = profile;
        this.client = new AdminCommandClient(queue, profile, options);
        Agreement agreement = handshake();
        this.ids = new ObjectIds(client, agreement.limit, profile);
        this.refusal = agreement.refusal;
    }

    /** What the handshake has led to: a reason why nothing is offered, or how many part objects there can be. */
    private record Agreement(Optional<String> refusal, int limit) {
        static Agreement refused(String reason) {
            return new Agreement(Optional.of(reason), 0);
        }
    }

    /** Sets the owner up. Whether that succeeded, {@link #refusal} tells. */
    public static DevicePartsOwner setUp(AdminQueue queue, DriverProfile profile) {
        return setUp(queue, profile, ClientOptions.DEFAULT);
    }

    /** {@link #setUp(AdminQueue, DriverProfile)}, with other options for the commands. */
    public static DevicePartsOwner setUp(AdminQueue queue, DriverProfile profile, ClientOptions options) {
        return new DevicePartsOwner(queue, profile, options);
    }

    /**
     * Agrees with the device once more, since its reset made it forget everything (Virtio 1.4, 2.12.1.2 and 2.12.1.3).
     * Until that is done commands are answered EOPNOTSUPP without reaching the device. The ids of objects that the reset
     * destroyed become free one by one, as their sessions destroy them.
     */
    public void setUpAgain() {
        client.forgetUsable();
        Agreement agreement = handshake();
        ids.limit(agreement.limit);
        refusal = agreement.refusal;
    }

    /** Why migration is not offered; nothing if it is. */
    public Optional<String> refusal() {
        return refusal;
    }

    /**
     * The legacy commands, whether or not migration is offered; nothing unless the driver wanted them and the device
     * has all five.
     */
    public Optional<LegacyCommands> legacyCommands() {
        return (client.usable() & LegacyCommands.OPCODES) == LegacyCommands.OPCODES
                ? Optional.of(new LegacyCommands(client))
                : Optional.empty();
    }

    /** The ids of part objects that cannot be given out now, those included whose object could not be destroyed. */
    public SortedSet<Integer> takenIds() {
        return ids.taken();
    }

    DriverProfile profile() {
        return profile;
    }

    AdminCommandClient client() {
        return client;
    }

    /** ENOTTY, with the reason, if migration is not offered. */
    void requireOffered() throws ErrnoException {
        Optional<String> reason = refusal;
        if (reason.isPresent()) {
            throw new ErrnoException(Errno.ENOTTY, "migration is not offered: " + reason.get());
        }
    }

    /**
     * RESOURCE_OBJ_CREATE, under an id of the pool.
     *
     * @param checkpoint runs before the command is sent, as finding an id may have taken one already
     */
    PartObject create(long memberId, PartsObjectKind kind, FailableRunnable<OvertakenException> checkpoint)
            throws ErrnoException {
        int id = ids.reserve();
        try {
            checkpoint.run();
            client.createObject(memberId, id, kind);
        } catch (ErrnoException failed) {
            ids.notCreated(memberId, id, failed.errno());
            throw failed;
        }
        return new PartObject(client, ids, memberId, id);
    }

    private Agreement handshake() {
        try {
            agreeOnCommands();
            Set<Opcode> missing = missingCommands();
            if (!missing.isEmpty()) {
                return Agreement.refused("the device does not list " + missing + whereLinuxLooks(missing));
            }
            if (!client.hasPartsCapability()) {
                return Agreement.refused("the device does not list capability 0 (device parts)");
            }
            PartsLimits limits = client.deviceCapGet().common();
            if (limits.get() == 0) {
                return Agreement.refused("the device allows no part objects");
            }
            client.driverCapSet(limits);
            return new Agreement(Optional.empty(), limits.get());
        } catch (ErrnoException failed) {
            return Agreement.refused(String.valueOf(failed.getMessage()));
        }
    }

    /**
     * LIST_QUERY and LIST_USE. The capability commands belong to the self group, and that group's list must be in use
     * before them. Devices made for Linux list them in the SR-IOV group instead; if the self group does not list
     * them no LIST_USE is sent, since an empty one would disable the group.
     */
    private void agreeOnCommands() throws ErrnoException {
        long all = bits(CAPABILITY_COMMANDS) | bits(PARTS_COMMANDS) | (profile.legacyIo() ? LegacyCommands.OPCODES : 0);
        client.listUse(GroupType.SR_IOV, client.listQuery(GroupType.SR_IOV) & all);
        if (!profile.has(Quirk.K_14)) {
            long self = selfGroupList() & bits(CAPABILITY_COMMANDS);
            if (self != 0) {
                client.listUse(GroupType.SELF, self);
            }
        }
    }

    /** What the self group lists; nothing if the device does not know that group. */
    private long selfGroupList() {
        try {
            return client.listQuery(GroupType.SELF);
        } catch (ErrnoException unknownGroup) {
            return 0;
        }
    }

    private Set<Opcode> missingCommands() {
        Set<Opcode> missing = EnumSet.copyOf(CAPABILITY_COMMANDS);
        missing.addAll(PARTS_COMMANDS);
        missing.removeIf(opcode -> (client.usable() & opcode.bit()) != 0);
        return missing;
    }

    private String whereLinuxLooks(Set<Opcode> missing) {
        return profile.has(Quirk.K_14) && CAPABILITY_COMMANDS.containsAll(missing)
                ? " for the SR-IOV group, where Linux expects them although it sends them to the self group (K-14)"
                : "";
    }

    private static long bits(Set<Opcode> opcodes) {
        return opcodes.stream().mapToLong(Opcode::bit).reduce(0, (a, b) -> a | b);
    }
}
