package dev.vmig.admin;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.CapIdListQuery;
import dev.vmig.codec.CommandHeader;
import dev.vmig.codec.DevModeSet;
import dev.vmig.codec.DevPartsCap;
import dev.vmig.codec.DevPartsGet;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.DevPartsSet;
import dev.vmig.codec.DeviceCapGet;
import dev.vmig.codec.DriverCapSet;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.ListQuery;
import dev.vmig.codec.ListUse;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObjCreate;
import dev.vmig.codec.ResourceObjDestroy;
import dev.vmig.codec.ResultView;
import dev.vmig.codec.StatusHeader;
import dev.vmig.codec.StatusQualifier;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Set;

/**
 * The admin commands that live migration needs, one method each (Virtio 1.4, 2.12.1).
 *
 * <p>A command whose status is not OK throws: the errno is the number of the status, and EINVAL for a status that Virtio
 * 1.4 does not know (2.12.1.6). A command that {@link #listUse} did not name is refused with EOPNOTSUPP and never
 * reaches the device.
 */
final class AdminCommandClient {
    private static final int PAGE = 4096;

    private final AdminQueue queue;
    private final boolean padded;
    private final Set<Long> busyMembers = new HashSet<>();
    private long usable = Opcode.LIST_QUERY.bit() | Opcode.LIST_USE.bit();

    AdminCommandClient(AdminQueue queue, DriverProfile profile) {
        this.queue = queue;
        this.padded = !profile.has(Quirk.K_14);
    }

    /** LIST_QUERY: the first word of the opcodes that the device has for a group, by {@link Opcode#bit()}. */
    long listQuery(GroupType group) throws ErrnoException {
        byte[] command = command(ListQuery.LENGTH);
        ListQuery.encode(command, 0, group);
        return ListQuery.opcodes(exchange(Opcode.LIST_QUERY, 0, command, 8));
    }

    /** LIST_USE: these opcodes will be used with a group. They can be from now on. */
    void listUse(GroupType group, long opcodes) throws ErrnoException {
        byte[] command = command(ListUse.LENGTH);
        ListUse.encode(command, 0, group, opcodes);
        exchange(Opcode.LIST_USE, 0, command, 0);
        usable |= opcodes;
    }

    /** The opcodes that LIST_USE has made usable. No command of this client is usable in more than one group. */
    long usable() {
        return usable;
    }

    /** CAP_ID_LIST_QUERY: whether the device has VIRTIO_DEV_PARTS_CAP. */
    boolean hasPartsCapability() throws ErrnoException {
        byte[] command = command(CapIdListQuery.LENGTH);
        CapIdListQuery.encode(command, 0);
        return exchange(Opcode.CAP_ID_LIST_QUERY, 0, command, 8).bit(DevPartsCap.ID);
    }

    /** DEVICE_CAP_GET: how many part objects the device can have. */
    PartsLimits deviceCapGet() throws ErrnoException {
        byte[] command = command(DeviceCapGet.LENGTH);
        DeviceCapGet.encode(command, 0, DevPartsCap.ID);
        ResultView result = exchange(Opcode.DEVICE_CAP_GET, 0, command, padded(DevPartsCap.LENGTH));
        return new PartsLimits(DeviceCapGet.getLimit(result), DeviceCapGet.setLimit(result));
    }

    /** DRIVER_CAP_SET: how many part objects the driver will use. */
    void driverCapSet(PartsLimits limits) throws ErrnoException {
        byte[] command = command(DriverCapSet.LENGTH);
        DriverCapSet.encode(command, 0, limits.get(), limits.set());
        exchange(Opcode.DRIVER_CAP_SET, 0, command, 0);
    }

    /** RESOURCE_OBJ_CREATE: makes a part object of a member, under an id that no object of the owner has. */
    void createObject(long memberId, int id, PartsObjectKind kind) throws ErrnoException {
        byte[] command = command(ResourceObjCreate.LENGTH);
        ResourceObjCreate.encode(command, 0, GroupType.SR_IOV, memberId, id, kind);
        exchange(Opcode.RESOURCE_OBJ_CREATE, memberId, command, 0);
    }

    /** RESOURCE_OBJ_DESTROY. */
    void destroyObject(long memberId, int id) throws ErrnoException {
        byte[] command = command(ResourceObjDestroy.LENGTH);
        ResourceObjDestroy.encode(command, 0, GroupType.SR_IOV, memberId, id);
        exchange(Opcode.RESOURCE_OBJ_DESTROY, memberId, command, 0);
    }

    /** DEV_PARTS_METADATA_GET SIZE: the most bytes that the parts of the member can take, an unsigned 32-bit number. */
    long partsSize(long memberId, int id) throws ErrnoException {
        byte[] command = command(DevPartsMetadataGet.LENGTH);
        DevPartsMetadataGet.encode(command, 0, memberId, id, MetadataType.SIZE);
        return DevPartsMetadataGet.size(exchange(Opcode.DEV_PARTS_METADATA_GET, memberId, command, 8));
    }

    /**
     * DEV_PARTS_GET ALL.
     *
     * @param size room for the parts, as the device announced it; rounded up to whole pages, since parts may have grown
     * @return the parts, as long as the device has really returned them: without the status (H-2)
     */
    ByteBuffer getParts(long memberId, int id, int size) throws ErrnoException {
        byte[] command = command(DevPartsGet.LENGTH);
        DevPartsGet.encodeAll(command, 0, memberId, id);
        ResultView result = exchange(Opcode.DEV_PARTS_GET, memberId, command, wholePages(size));
        return ByteBuffer.wrap(result.bytes(), result.dataOffset(), result.dataLength())
                .slice();
    }

    /** DEV_PARTS_SET: the member takes over the parts in {@code image[0..length)}, all of them or none. */
    void setParts(long memberId, int id, byte[] image, int length) throws ErrnoException {
        byte[] command = command(Math.addExact(DevPartsSet.LENGTH, length));
        DevPartsSet.encode(command, 0, memberId, id, image, 0, length);
        exchange(Opcode.DEV_PARTS_SET, memberId, command, 0);
    }

    /** DEV_MODE_SET: stops a member or lets it run. */
    void setMode(long memberId, boolean stop) throws ErrnoException {
        byte[] command = command(DevModeSet.LENGTH);
        DevModeSet.encode(command, 0, memberId, stop);
        exchange(Opcode.DEV_MODE_SET, memberId, command, 0);
    }

    /** Whether a command of this member is in flight; a second one must not be sent then. */
    boolean isBusy(long memberId) {
        return busyMembers.contains(memberId);
    }

    private ResultView exchange(Opcode opcode, long memberId, byte[] command, int capacity) throws ErrnoException {
        if ((usable & opcode.bit()) == 0) {
            throw new ErrnoException(Errno.EOPNOTSUPP, opcode + " is not in the list of commands in use");
        }
        AdminCompletion completion = submit(memberId, command, capacity);
        byte[] writable = completion.writable();
        int room = (int) Math.min(writable.length, (long) StatusHeader.LENGTH + capacity);
        ResultView result = new ResultView().wrap(writable, 0, room, completion.usedLength());
        if (!result.isOk()) {
            throw new ErrnoException(errno(result.status()), explain(opcode, memberId, result));
        }
        return result;
    }

    private AdminCompletion submit(long memberId, byte[] command, int capacity) throws ErrnoException {
        busyMembers.add(memberId);
        try {
            return queue.submit(command, capacity);
        } finally {
            busyMembers.remove(memberId);
        }
    }

    private static Errno errno(int status) {
        return AdminStatus.of(status) == AdminStatus.UNKNOWN
                ? Errno.EINVAL
                : Errno.of(status).orElse(Errno.EINVAL);
    }

    private static String explain(Opcode opcode, long memberId, ResultView result) {
        return "%s of member %d: status %d %s, qualifier %d %s"
                .formatted(
                        opcode,
                        memberId,
                        result.status(),
                        AdminStatus.of(result.status()),
                        result.qualifier(),
                        StatusQualifier.of(result.qualifier()));
    }

    private byte[] command(int length) {
        return new byte[padded(length)];
    }

    private int padded(int length) {
        return padded ? CommandHeader.padded(length) : length;
    }

    private static int wholePages(int size) {
        return Math.addExact(size, PAGE - 1) & -PAGE;
    }

    /** Sends a command that another class of this package has laid out, as it is: without padding. */
    ResultView send(Opcode opcode, long memberId, byte[] command, int capacity) throws ErrnoException {
        return exchange(opcode, memberId, command, capacity);
    }
}
