package dev.vmig.admin;

import dev.vmig.admin.CommandLog.Sent;
import dev.vmig.codec.Capability;
import dev.vmig.codec.CommandHeader;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevModeSet;
import dev.vmig.codec.DevPartsGet;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.DevPartsSet;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.PartType;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;
import dev.vmig.codec.StatusHeader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What Virtio 1.4 demands of a driver, checked on everything that it has sent; a rule goes by its id. */
final class DriverRules {
    private static final long KNOWN = 0x3ffff;
    /** Virtio 1.4, 2.14.1. */
    private static final List<PartType> TABLE_ORDER = List.of(PartType.values());

    private record Live(long member, int kind) {}

    private final int vfs;
    private final Set<String> broken = new TreeSet<>();
    private final Map<Integer, Long> queried = new HashMap<>();
    private final Map<Integer, Long> used = new HashMap<>();
    private final Map<Long, Live> objects = new HashMap<>();
    private final Map<Long, Long> sizes = new HashMap<>();
    private final Set<Long> stopped = new HashSet<>();
    private int deviceLimit = -1;
    private int driverLimit = -1;

    private DriverRules(int vfs) {
        this.vfs = vfs;
    }

    /** The rules that a log breaks. */
    static Set<String> brokenBy(List<Sent> log, int vfs) {
        DriverRules rules = new DriverRules(vfs);
        log.forEach(rules::check);
        return rules.broken;
    }

    private void rule(String id, boolean held) {
        if (!held) {
            broken.add(id);
        }
    }

    private void check(Sent sent) {
        CommandView command = sent.view();
        buffers(sent);
        addressing(sent.opcode(), command);
        lists(sent, command);
        rule("L-113", sent.outstanding() == 0);
        switch (sent.opcode()) {
            case DEVICE_CAP_GET -> deviceLimit = Math.min(limit(sent, true), limit(sent, false));
            case DRIVER_CAP_SET -> driverCapSet(sent, command);
            case RESOURCE_OBJ_CREATE -> create(sent, command);
            case RESOURCE_OBJ_DESTROY -> destroy(sent, command);
            case DEV_PARTS_METADATA_GET -> metadata(sent, command);
            case DEV_PARTS_GET -> get(sent, command);
            case DEV_PARTS_SET -> set(command);
            case DEV_MODE_SET -> mode(sent, command);
            default -> {
                // The rules on lists are checked above.
            }
        }
    }

    private static int limit(Sent sent, boolean get) {
        return get ? Capability.getLimit(sent.result()) : Capability.setLimit(sent.result());
    }

    private void buffers(Sent sent) {
        int writable = StatusHeader.LENGTH + sent.capacity();
        rule("AVQ-DRV-02", sent.command().length >= shortest(sent.opcode()));
        rule("AVQ-DRV-03", sent.command().length % 8 == 0 && writable % 8 == 0);
        rule("AVQ-DRV-04", sent.command().length > 0 && writable > 0);
    }

    private static int shortest(Opcode opcode) {
        return switch (opcode) {
            case LIST_USE -> OpcodeList.USE_LENGTH;
            case DEVICE_CAP_GET -> Capability.GET_LENGTH;
            case DRIVER_CAP_SET -> Capability.SET_LENGTH;
            case RESOURCE_OBJ_CREATE -> ResourceObj.CREATE_LENGTH;
            case RESOURCE_OBJ_DESTROY -> ResourceObj.DESTROY_LENGTH;
            case DEV_PARTS_METADATA_GET -> DevPartsMetadataGet.LENGTH;
            case DEV_PARTS_GET -> DevPartsGet.LENGTH;
            case DEV_PARTS_SET -> DevPartsSet.LENGTH;
            case DEV_MODE_SET -> DevModeSet.LENGTH;
            default -> CommandHeader.LENGTH;
        };
    }

    private void addressing(Opcode opcode, CommandView command) {
        boolean ofMember = command.groupType() == GroupType.SR_IOV.number() && !isList(opcode);
        long member = command.memberId();
        rule("ADM-DRV-11", !ofMember || (member >= 1 && member <= vfs));
        rule("CAP-TXT-01", ofMember || member == 0);
        boolean capability = opcode == Opcode.CAP_ID_LIST_QUERY
                || opcode == Opcode.DEVICE_CAP_GET
                || opcode == Opcode.DRIVER_CAP_SET;
        rule("CAP-TXT-01", !capability || command.groupType() == GroupType.SELF.number());
    }

    private static boolean isList(Opcode opcode) {
        return opcode == Opcode.LIST_QUERY || opcode == Opcode.LIST_USE;
    }

    private void lists(Sent sent, CommandView command) {
        int group = command.groupType();
        if (sent.opcode() == Opcode.LIST_QUERY) {
            queried.put(group, OpcodeList.opcodes(sent.result()));
        } else if (sent.opcode() == Opcode.LIST_USE) {
            rule("ADM-DRV-04", sent.outstanding() == 0);
            rule("ADM-DRV-05", (OpcodeList.opcodes(command) & ~KNOWN) == 0);
            rule("ADM-DRV-06", (OpcodeList.opcodes(command) & ~queried.getOrDefault(group, 0L)) == 0);
            if (sent.isOk()) {
                used.put(group, OpcodeList.opcodes(command));
            }
        } else {
            rule("ADM-DRV-02", !used.isEmpty());
            rule("ADM-DRV-07", (used.getOrDefault(group, 0L) & sent.opcode().bit()) != 0);
        }
    }

    private void driverCapSet(Sent sent, CommandView command) {
        int larger = Math.max(Capability.getLimit(command), Capability.setLimit(command));
        rule("CAP-DRV-02", deviceLimit >= 0 && larger <= deviceLimit);
        rule("CAP-DRV-05", objects.isEmpty());
        rule("OBJ-DRV-05", objects.isEmpty());
        if (sent.isOk()) {
            driverLimit = Math.min(Capability.getLimit(command), Capability.setLimit(command));
        }
    }

    private void create(Sent sent, CommandView command) {
        long id = ResourceObj.id(command);
        rule("CAP-DRV-01", driverLimit >= 0);
        rule("OBJ-DRV-06", driverLimit >= 0);
        rule("OBJ-DRV-01", !objects.containsKey(id));
        rule("OBJ-DRV-02", objects.size() < driverLimit);
        rule("OBJ-TXT-01", id < driverLimit);
        rule("OBJ-TXT-03", ResourceObj.flags(command) == 0);
        if (sent.isOk()) {
            objects.put(id, new Live(command.memberId(), ResourceObj.kind(command)));
        }
    }

    private void destroy(Sent sent, CommandView command) {
        rule("OBJ-DRV-03", isLive(command));
        if (sent.isOk()) {
            objects.remove(ResourceObj.id(command));
        }
    }

    private void metadata(Sent sent, CommandView command) {
        through(command, PartsObjectKind.GET);
        rule("L-50", DevPartsMetadataGet.type(command) == 0);
        rule("DP-DRV-04", sent.capacity() >= DevPartsMetadataGet.HEADERS);
        sizes.put(ResourceObj.id(command), DevPartsMetadataGet.size(sent.result()));
    }

    private void get(Sent sent, CommandView command) {
        through(command, PartsObjectKind.GET);
        rule("L-50", DevPartsGet.type(command) == 1);
        rule("DP-DRV-05", sent.capacity() >= sizes.getOrDefault(ResourceObj.id(command), Long.MAX_VALUE));
    }

    private void set(CommandView command) {
        through(command, PartsObjectKind.SET);
        rule("DP-DRV-01", stopped.contains(command.memberId()));
        PartCursor parts = DevPartsSet.parts(command, new PartCursor());
        int before = -1;
        while (parts.next()) {
            int place = TABLE_ORDER.indexOf(PartType.of(parts.type()));
            rule("DP-DRV-02", place >= before);
            before = place;
        }
    }

    private void mode(Sent sent, CommandView command) {
        if (!sent.isOk()) {
            return;
        }
        if (DevModeSet.isStop(command)) {
            stopped.add(command.memberId());
        } else {
            stopped.remove(command.memberId());
        }
    }

    private void through(CommandView command, PartsObjectKind kind) {
        Live object = objects.get(ResourceObj.id(command));
        rule("OBJ-DRV-03", isLive(command));
        rule("DP-TXT-01", object != null && object.kind == kind.number());
        rule("L-50", ResourceObj.type(command) == ResourceObj.TYPE_DEV_PARTS);
    }

    private boolean isLive(CommandView command) {
        Live object = objects.get(ResourceObj.id(command));
        return object != null && object.member == command.memberId();
    }
}
