package dev.vmig.admin;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Capability;
import dev.vmig.codec.CodecException;
import dev.vmig.codec.CommandHeader;
import dev.vmig.codec.DevModeSet;
import dev.vmig.codec.DevPartsGet;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.DevPartsSet;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.MetadataType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartHeader;
import dev.vmig.codec.PartId;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;
import dev.vmig.codec.ResultView;
import dev.vmig.codec.StatusHeader;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The admin commands for device parts, one method each (Virtio 1.4, 2.12.1): what the driver sends, and what it has no
 * use for besides, for tools and for trying devices out. It keeps no account of objects; that is the driver's.
 *
 * <p>To have a device answer, use it in the order of the handshake: {@link #listQuery} and {@link #listUse} for each
 * group, {@link #hasPartsCapability}, {@link #deviceCapGet}, {@link #driverCapSet}; then {@link #createObject}, whatever
 * reads or writes parts through the object, and {@link #destroyObject}.
 *
 * <p>A command whose status is not OK throws an {@link AdminCommandException}. A command that {@link #listUse} did not
 * name is refused with EOPNOTSUPP and never reaches the device. Results end at the used length, are zero behind it, and
 * are never longer than what was written or there was room for, whatever the device claims.
 *
 * <p>Several threads may use a client. The {@link AdminQueue} keeps commands of one member apart, those of different
 * members may be in flight at once; LIST_USE must not be sent while another command is in flight (2.12.1.6), which is up to the
 * caller.
 */
public final class AdminCommandClient {
    private static final int PAGE = 4096;

    private final AdminQueue queue;
    private final boolean padded;
    private final ClientOptions options;
    /** Commands in flight of each member, so that none is sent on behalf of a member that is busy. */
    private final Map<Long, Integer> inFlight = new ConcurrentHashMap<>();

    private final Map<GroupType, Long> inUse = new ConcurrentHashMap<>();

    AdminCommandClient(AdminQueue queue, DriverProfile profile) {
        this(queue, profile, ClientOptions.DEFAULT);
    }

    /**
     * Nothing is sent yet.
     *
     * @param profile whether it pads commands, as Virtio 1.4 wants it, or does not, as Linux (K-14)
     */
    public AdminCommandClient(AdminQueue queue, DriverProfile profile, ClientOptions options) {
        this.queue = queue;
        this.padded = !profile.has(Quirk.K_14);
        this.options = options;
    }

    /** LIST_QUERY: the first word of the opcodes that the device has for a group, by {@link Opcode#bit()}. */
    public long listQuery(GroupType group) throws ErrnoException {
        byte[] command = command(OpcodeList.QUERY_LENGTH);
        OpcodeList.encodeQuery(command, 0, group);
        return OpcodeList.opcodes(exchange(Opcode.LIST_QUERY, 0, command, 8));
    }

    /** LIST_USE: these opcodes, and no others, will be used with a group. They can be from now on. */
    public void listUse(GroupType group, long opcodes) throws ErrnoException {
        byte[] command = command(OpcodeList.USE_LENGTH);
        OpcodeList.encodeUse(command, 0, group, opcodes);
        exchange(Opcode.LIST_USE, 0, command, 0);
        inUse.put(group, opcodes);
    }

    /**
     * The opcodes that LIST_USE has made usable, by {@link Opcode#bit()}, whatever the group: Linux uses the list of one
     * group for commands of another (K-14).
     */
    public long usable() {
        return inUse.values().stream()
                .reduce(Opcode.LIST_QUERY.bit() | Opcode.LIST_USE.bit(), (all, some) -> all | some);
    }

    /** The device was reset: what LIST_USE had named does not count any more. */
    void forgetUsable() {
        inUse.clear();
    }

    /** CAP_ID_LIST_QUERY: whether the device has VIRTIO_DEV_PARTS_CAP. */
    public boolean hasPartsCapability() throws ErrnoException {
        byte[] command = command(Capability.LIST_LENGTH);
        Capability.encodeList(command, 0);
        return exchange(Opcode.CAP_ID_LIST_QUERY, 0, command, 8).bit(Capability.DEV_PARTS);
    }

    /** DEVICE_CAP_GET: how many part objects the device can have. */
    public PartsLimits deviceCapGet() throws ErrnoException {
        byte[] command = command(Capability.GET_LENGTH);
        Capability.encodeGet(command, 0, Capability.DEV_PARTS);
        ResultView result = exchange(Opcode.DEVICE_CAP_GET, 0, command, padded(Capability.DEV_PARTS_LENGTH));
        return new PartsLimits(Capability.getLimit(result), Capability.setLimit(result));
    }

    /** DRIVER_CAP_SET: how many part objects the driver will use. */
    public void driverCapSet(PartsLimits limits) throws ErrnoException {
        byte[] command = command(Capability.SET_LENGTH);
        Capability.encodeSet(command, 0, limits.get(), limits.set());
        exchange(Opcode.DRIVER_CAP_SET, 0, command, 0);
    }

    /** RESOURCE_OBJ_CREATE: makes a part object of a member, under an id that no object of the owner has. */
    public void createObject(long memberId, int id, PartsObjectKind kind) throws ErrnoException {
        byte[] command = command(ResourceObj.CREATE_LENGTH);
        ResourceObj.encodeCreate(command, 0, GroupType.SR_IOV, memberId, id, kind);
        exchange(Opcode.RESOURCE_OBJ_CREATE, memberId, command, 0);
    }

    /** RESOURCE_OBJ_QUERY: what an object serves. No step of a migration uses it; see S-1 for its opcode. */
    public PartsObjectKind queryObject(long memberId, int id) throws ErrnoException {
        byte[] command = command(ResourceObj.QUERY_LENGTH);
        ResourceObj.encodeQuery(command, 0, options.objectOpcodes(), GroupType.SR_IOV, memberId, id);
        return PartsObjectKind.of(ResourceObj.kind(exchange(Opcode.RESOURCE_OBJ_QUERY, memberId, command, 8)));
    }

    /** RESOURCE_OBJ_MODIFY: lets an object serve the other direction. As {@link #queryObject}, nothing uses it. */
    public void modifyObject(long memberId, int id, PartsObjectKind kind) throws ErrnoException {
        byte[] command = command(ResourceObj.CREATE_LENGTH);
        ResourceObj.encodeModify(command, 0, options.objectOpcodes(), GroupType.SR_IOV, memberId, id, kind);
        exchange(Opcode.RESOURCE_OBJ_MODIFY, memberId, command, 0);
    }

    /** RESOURCE_OBJ_DESTROY. */
    public void destroyObject(long memberId, int id) throws ErrnoException {
        byte[] command = command(ResourceObj.DESTROY_LENGTH);
        ResourceObj.encodeDestroy(command, 0, GroupType.SR_IOV, memberId, id);
        exchange(Opcode.RESOURCE_OBJ_DESTROY, memberId, command, 0);
    }

    /** DEV_PARTS_METADATA_GET SIZE: the most bytes that the parts of the member can take, an unsigned 32-bit number. */
    public long partsSize(long memberId, int id) throws ErrnoException {
        return DevPartsMetadataGet.size(metadata(memberId, id, MetadataType.SIZE, 0));
    }

    /** DEV_PARTS_METADATA_GET COUNT: how many parts the member has, an unsigned 32-bit number. */
    public long partsCount(long memberId, int id) throws ErrnoException {
        return DevPartsMetadataGet.count(metadata(memberId, id, MetadataType.COUNT, 0));
    }

    /**
     * DEV_PARTS_METADATA_GET LIST: which parts the member has.
     *
     * @param room for how many parts, as {@link #partsCount} told
     * @throws ErrnoException ENOMEM if there are more
     */
    public List<PartInfo> partsList(long memberId, int id, int room) throws ErrnoException {
        ResultView result = metadata(memberId, id, MetadataType.LIST, room);
        int present = DevPartsMetadataGet.headersPresent(result);
        if (present < DevPartsMetadataGet.count(result)) {
            throw new ErrnoException(
                    Errno.ENOMEM,
                    "device parts: the device lists %d, and returned the headers of %d"
                            .formatted(DevPartsMetadataGet.count(result), present));
        }
        PartHeader header = new PartHeader();
        List<PartInfo> parts = new ArrayList<>(present);
        for (int i = 0; i < present; i++) {
            DevPartsMetadataGet.header(result, i, header);
            parts.add(new PartInfo(
                    new PartId(header.type(), header.selector()), header.isOptional(), header.valueLength()));
        }
        return List.copyOf(parts);
    }

    private ResultView metadata(long memberId, int id, MetadataType type, int headers) throws ErrnoException {
        byte[] command = command(DevPartsMetadataGet.LENGTH);
        DevPartsMetadataGet.encode(command, 0, memberId, id, type);
        int capacity = Math.addExact(8, Math.multiplyExact(PartHeader.LENGTH, headers));
        return exchange(Opcode.DEV_PARTS_METADATA_GET, memberId, command, capacity);
    }

    /**
     * DEV_PARTS_GET ALL.
     *
     * @param size room for the parts, as the device announced it; rounded up to whole pages, since parts may have grown
     * @return the parts, as long as the device has really returned them: without the status (H-2)
     */
    public ByteBuffer getParts(long memberId, int id, int size) throws ErrnoException {
        byte[] command = command(DevPartsGet.LENGTH);
        DevPartsGet.encodeAll(command, 0, memberId, id);
        return parts(memberId, command, size);
    }

    /**
     * DEV_PARTS_GET SELECTED: these parts, in the order of Virtio 1.4; without those that the member does not have.
     *
     * @param size room for the parts, headers included; rounded up to whole pages
     * @return the parts, to be walked with {@link dev.vmig.codec.PartCursor}
     */
    public ByteBuffer getParts(long memberId, int id, List<PartId> selected, int size) throws ErrnoException {
        byte[] headers = new byte[Math.multiplyExact(PartHeader.LENGTH, selected.size())];
        for (int i = 0; i < selected.size(); i++) {
            PartId part = selected.get(i);
            PartHeader.encode(headers, PartHeader.LENGTH * i, part.type(), 0, part.selector(), 0);
        }
        byte[] command = command(Math.addExact(DevPartsGet.LENGTH, headers.length));
        DevPartsGet.encodeSelected(command, 0, memberId, id, headers, 0, selected.size());
        return parts(memberId, command, size);
    }

    private ByteBuffer parts(long memberId, byte[] command, int size) throws ErrnoException {
        ResultView result = exchange(Opcode.DEV_PARTS_GET, memberId, command, wholePages(size));
        return ByteBuffer.wrap(result.bytes(), result.dataOffset(), result.dataLength())
                .slice();
    }

    /**
     * DEV_PARTS_SET: the member takes over the parts in {@code image[0..length)}, all of them or none. What they are is
     * for the device to judge, except for what the zeros at the end of the command hide from it: EINVAL.
     */
    public void setParts(long memberId, int id, byte[] image, int length) throws ErrnoException {
        setParts(memberId, id, image, 0, length);
    }

    /** {@link #setParts(long, int, byte[], int)}, with the parts in {@code bytes[from..to)}. */
    public void setParts(long memberId, int id, byte[] bytes, int from, int to) throws ErrnoException {
        byte[] command = command(Math.addExact(DevPartsSet.LENGTH, to - from));
        DevPartsSet.encode(command, 0, memberId, id, bytes, from, to);
        sendParts(memberId, command, DevPartsSet.LENGTH + to - from);
    }

    /**
     * {@link #setParts(long, int, byte[], int)} without a copy: the image stands behind {@link DevPartsSet#LENGTH} bytes of
     * room for the command, up to the end of the array, which is handed over to the queue. Only an image that is no
     * multiple of 8 bytes long, which none is that has not been cut, has to be moved to be padded.
     */
    void setPartsInPlace(long memberId, int id, byte[] buffer) throws ErrnoException {
        int length = padded(buffer.length);
        byte[] command = length == buffer.length ? buffer : Arrays.copyOf(buffer, length);
        DevPartsSet.encodeHeader(command, 0, memberId, id);
        sendParts(memberId, command, buffer.length);
    }

    private void sendParts(long memberId, byte[] command, int end) throws ErrnoException {
        if (padded) {
            requireNothingHidden(command, end);
        }
        exchange(Opcode.DEV_PARTS_SET, memberId, command, 0);
    }

    /** DEV_MODE_SET: stops a member or lets it run. */
    public void setMode(long memberId, boolean stop) throws ErrnoException {
        byte[] command = command(DevModeSet.LENGTH);
        DevModeSet.encode(command, 0, memberId, stop);
        exchange(Opcode.DEV_MODE_SET, memberId, command, 0);
    }

    /**
     * RESOURCE_OBJ_DESTROY in the background, unless a command of its member is in flight.
     *
     * @return whether it was sent
     */
    boolean destroyObjectOfIdle(long memberId, int id) throws ErrnoException {
        if (inFlight.putIfAbsent(memberId, 1) != null) {
            return false;
        }
        try {
            destroyObject(memberId, id);
            return true;
        } finally {
            leave(memberId);
        }
    }

    private ResultView exchange(Opcode opcode, long memberId, byte[] command, int capacity) throws ErrnoException {
        if ((usable() & 1L << options.objectOpcodes().number(opcode)) == 0) {
            throw new ErrnoException(Errno.EOPNOTSUPP, opcode + " is not in the list of commands in use");
        }
        inFlight.merge(memberId, 1, Integer::sum);
        try {
            for (int repetitions = 0; ; repetitions++) {
                ResultView result = view(queue.submit(command, capacity), capacity);
                if (result.isOk()) {
                    return result;
                }
                if (result.status() != AdminStatus.EAGAIN.number()
                        || !options.retry().again(opcode, repetitions)) {
                    throw new AdminCommandException(opcode, memberId, result.status(), result.qualifier());
                }
            }
        } finally {
            leave(memberId);
        }
    }

    private void leave(long memberId) {
        inFlight.computeIfPresent(memberId, (member, commands) -> commands == 1 ? null : commands - 1);
    }

    private static ResultView view(AdminCompletion completion, int capacity) {
        byte[] writable = completion.writable();
        int room = (int) Math.min(writable.length, (long) StatusHeader.LENGTH + capacity);
        return new ResultView().wrap(writable, 0, room, completion.usedLength());
    }

    /** Zeros end the list of parts. They could be all that there is, and they could complete a part that is cut off. */
    private static void requireNothingHidden(byte[] command, int end) throws ErrnoException {
        PartCursor parts = new PartCursor();
        try {
            if (parts.wrapPadded(command, DevPartsSet.LENGTH, end).skipAll() == 0) {
                throw new ErrnoException(
                        Errno.EINVAL, "there is no part in %d bytes".formatted(end - DevPartsSet.LENGTH));
            }
        } catch (CodecException cutOffOrUnsound) {
            if (isSound(parts.wrapPadded(command, DevPartsSet.LENGTH, command.length))) {
                throw new ErrnoException(Errno.EINVAL, "the last part is cut off: " + whereInTheImage(command, end));
            }
        }
    }

    /** The fault, by its offset from the first byte of the parts. It copies the parts, which are refused anyway. */
    private static String whereInTheImage(byte[] command, int end) {
        byte[] image = Arrays.copyOfRange(command, DevPartsSet.LENGTH, end);
        try {
            new PartCursor().wrapPadded(image, 0, image.length).skipAll();
            throw new AssertionError("sound without what is in front of it");
        } catch (CodecException cutOff) {
            return String.valueOf(cutOff.getMessage());
        }
    }

    private static boolean isSound(PartCursor parts) {
        try {
            parts.skipAll();
            return true;
        } catch (CodecException unsound) {
            return false;
        }
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

    /** Sends a command of another class of this package unchanged, without padding. */
    ResultView send(Opcode opcode, long memberId, byte[] command, int capacity) throws ErrnoException {
        return exchange(opcode, memberId, command, capacity);
    }
}
