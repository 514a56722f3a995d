package dev.vmig.admin;

import dev.vmig.codec.Capability;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevModeSet;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.PartsObjectKind;
import dev.vmig.codec.ResourceObj;
import dev.vmig.codec.StatusHeader;
import dev.vmig.fsm.ErrnoException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * An owner that answers commands from a small table and logs them. It knows no rules: what is not scripted succeeds.
 */
final class ScriptedOwner implements AdminQueue {
    /** The nine commands of live migration, and those that belong to the self group among them. */
    static final long ALL = 0x3e780;

    static final long CAPABILITIES = 0x380;

    /** What comes instead of the usual answer to a command, or happens while it is in flight. */
    @FunctionalInterface
    interface Answer {
        AdminCompletion to(AdminCompletion usual) throws ErrnoException;
    }

    long sriovList = ALL;
    long selfList = CAPABILITIES;
    long capabilities = 1;
    int getLimit = 4;
    int setLimit = 4;
    byte[] image = "image".getBytes(StandardCharsets.US_ASCII);
    long announced = 5;

    /** Commands by name, as VirtioCommands.tla names them. */
    final List<String> log = new ArrayList<>();

    final List<byte[]> commands = new ArrayList<>();
    final List<Integer> capacities = new ArrayList<>();
    final List<String> applied = new ArrayList<>();
    final Set<Long> objects = new TreeSet<>();
    private final Map<Opcode, Deque<Answer>> script = new HashMap<>();

    /** The next command of this kind that nothing else was scripted for gets this answer. */
    ScriptedOwner next(Opcode opcode, Answer answer) {
        script.computeIfAbsent(opcode, key -> new ArrayDeque<>()).add(answer);
        return this;
    }

    /** The next command of this kind fails. */
    ScriptedOwner failNext(Opcode opcode, int status) {
        return next(opcode, usual -> failure(status, 3));
    }

    /** While the next command of this kind is in flight, something happens. */
    ScriptedOwner duringNext(Opcode opcode, Runnable happening) {
        return next(opcode, usual -> {
            happening.run();
            return usual;
        });
    }

    static AdminCompletion failure(int status, int qualifier) {
        byte[] writable = new byte[StatusHeader.LENGTH];
        StatusHeader.encode(writable, 0, status, qualifier);
        return new AdminCompletion(writable.length, writable);
    }

    /** The log since the last call. */
    List<String> drainLog() {
        List<String> drained = List.copyOf(log);
        log.clear();
        commands.clear();
        capacities.clear();
        return drained;
    }

    @Override
    public AdminCompletion submit(byte[] bytes, int resultCapacity) throws ErrnoException {
        CommandView command = new CommandView().wrap(bytes, 0, bytes.length);
        Opcode opcode = Opcode.of(command.opcode());
        log.add(name(opcode, command));
        commands.add(bytes);
        capacities.add(resultCapacity);
        Answer scripted = script.getOrDefault(opcode, new ArrayDeque<>()).poll();
        AdminCompletion completion = scripted == null ? usual(command) : scripted.to(usual(command));
        if (completion.writable().length == 0 || completion.writable()[0] == 0) {
            takeEffect(opcode, command);
        }
        return completion;
    }

    private AdminCompletion usual(CommandView command) {
        byte[] writable = new byte[StatusHeader.LENGTH + 16];
        int used = switch (Opcode.of(command.opcode())) {
            case LIST_QUERY ->
                OpcodeList.encodeQueryResult(writable, 0, command.groupType() == 0 ? selfList : sriovList);
            case CAP_ID_LIST_QUERY -> Capability.encodeListResult(writable, 0, capabilities);
            case DEVICE_CAP_GET -> Capability.encodeGetResult(writable, 0, getLimit, setLimit);
            case DEV_PARTS_METADATA_GET -> DevPartsMetadataGet.encodeResult(writable, 0, announced);
            case DEV_PARTS_GET -> {
                writable = new byte[StatusHeader.LENGTH + image.length];
                System.arraycopy(image, 0, writable, StatusHeader.LENGTH, image.length);
                yield writable.length;
            }
            default -> StatusHeader.LENGTH;
        };
        return new AdminCompletion(used, writable);
    }

    private void takeEffect(Opcode opcode, CommandView command) {
        switch (opcode) {
            case RESOURCE_OBJ_CREATE -> objects.add(ResourceObj.id(command));
            case RESOURCE_OBJ_DESTROY -> objects.remove(ResourceObj.id(command));
            case DEV_PARTS_SET ->
                applied.add(new String(
                        Arrays.copyOfRange(
                                command.bytes(), command.dataOffset() + ResourceObj.LENGTH, command.length()),
                        StandardCharsets.ISO_8859_1));
            default -> {}
        }
    }

    private static String name(Opcode opcode, CommandView command) {
        return switch (opcode) {
            case LIST_QUERY, LIST_USE -> opcode + (command.groupType() == 0 ? " SELF" : " SR_IOV");
            case DRIVER_CAP_SET -> opcode + " " + Capability.getLimit(command) + "," + Capability.setLimit(command);
            case RESOURCE_OBJ_CREATE -> opcode + " " + PartsObjectKind.of(ResourceObj.kind(command));
            case DEV_MODE_SET -> opcode + (DevModeSet.isStop(command) ? " STOPPED" : " RUNNING");
            default -> Objects.toString(opcode);
        };
    }
}
