package dev.vmig.samples.faulty;

import static dev.vmig.fsm.ArcAction.COPY_FINAL_STATE;
import static dev.vmig.fsm.ArcAction.END_RESUMING;
import static dev.vmig.fsm.ArcAction.END_SAVING;
import static dev.vmig.fsm.ArcAction.QUIESCE_P2P;
import static dev.vmig.fsm.ArcAction.START;
import static dev.vmig.fsm.ArcAction.START_PRE_COPY;
import static dev.vmig.fsm.ArcAction.START_RESUMING;
import static dev.vmig.fsm.ArcAction.START_SAVING;
import static dev.vmig.fsm.ArcAction.STOP;
import static dev.vmig.fsm.ArcAction.UNQUIESCE_P2P;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.conformance.kit.CommandTrace.Effect;
import dev.vmig.conformance.kit.CommandTrace.Sent;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.fsm.ArcAction;
import dev.vmig.vmm.HostObserver;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The admin commands of one VF, parsed by the offsets of Virtio 1.4 and not by the codec, so that a mistake of the
 * codec cannot hide itself. It can make commands fail.
 *
 * <pre>
 * offset size command (2.12.1) offset size data 0 2 opcode 24 2 object type: 0, device parts 2 2 group type: 1, SR-IOV
 * 28 4 object id 4 12 reserved 32 1 type of the request; 40: of the created object 16 8 member id 24 1 DEV_MODE_SET:
 * flags
 * </pre>
 */
final class VirtioCommands implements HostObserver {
    private static final int GROUP = 2;
    private static final int RESERVED = 4;
    private static final int MEMBER = 16;
    private static final int DATA = 24;
    private static final int OBJECT = 28;
    private static final int ASKED = 32;
    private static final int CREATED = 40;

    private static final int CREATE_OPCODE = 10;
    private static final int DESTROY_OPCODE = 13;
    private static final int METADATA_OPCODE = 14;
    private static final int GET_OPCODE = 15;
    private static final int SET_OPCODE = 16;
    private static final int MODE_OPCODE = 17;
    /** The lengths of commands with these opcodes, padded to 8 bytes. */
    private static final Map<Integer, Integer> LENGTHS =
            Map.of(CREATE_OPCODE, 48, DESTROY_OPCODE, 32, METADATA_OPCODE, 40, GET_OPCODE, 40, MODE_OPCODE, 32);

    private static final String CREATE = "RESOURCE_OBJ_CREATE ";
    private static final String DESTROY = "RESOURCE_OBJ_DESTROY";
    private static final String METADATA = "DEV_PARTS_METADATA_GET SIZE";
    private static final String PARTS_GET = "DEV_PARTS_GET ALL";
    private static final String STOPPED = "DEV_MODE_SET STOPPED";
    private static final String RUNNING = "DEV_MODE_SET RUNNING";

    /** The commands of vfio-virtio on each arc: drivers/vfio/pci/virtio/migrate.c of Linux. */
    static final Map<ArcAction, List<String>> TABLE = new EnumMap<>(Map.of(
            QUIESCE_P2P, List.of(STOPPED),
            UNQUIESCE_P2P, List.of(RUNNING),
            STOP, List.of(),
            START, List.of(),
            START_SAVING, List.of(CREATE + "GET", METADATA, PARTS_GET),
            START_PRE_COPY, List.of(CREATE + "GET", METADATA, PARTS_GET),
            COPY_FINAL_STATE, List.of(METADATA, PARTS_GET),
            END_SAVING, List.of(DESTROY),
            START_RESUMING, List.of(CREATE + "SET"),
            END_RESUMING, List.of(DESTROY)));

    private final StepBudget budget;
    private final long member;
    private final int limit;
    private final Runnable failNext;
    private final List<Sent> sent = new ArrayList<>();
    private byte[] last = new byte[0];
    private long issued;
    private int skip;
    private int times;
    private long struck;

    /**
     * Watches a VF.
     *
     * @param budget from which each command takes a step
     * @param limit of object ids
     * @param failNext fails the command that is being issued
     */
    VirtioCommands(StepBudget budget, long member, int limit, Runnable failNext) {
        this.budget = budget;
        this.member = member;
        this.limit = limit;
        this.failNext = failNext;
    }

    long issued() {
        return issued;
    }

    List<Sent> sent() {
        return sent;
    }

    long struck() {
        return struck;
    }

    void fail(int after, int many) {
        skip = after;
        times = many;
    }

    @Override
    public void issued(byte[] command) {
        issued++;
        budget.spend();
        last = command;
        ByteBuffer bytes = ByteBuffer.wrap(command).order(ByteOrder.LITTLE_ENDIAN);
        if (bytes.getShort(GROUP) == 0 || bytes.getLong(MEMBER) == 0) {
            return; // The handshake with the owner.
        }
        sent.add(new Sent(name(bytes), effect(bytes), objectOf(bytes), false, objection(bytes)));
        if (skip > 0) {
            skip--;
        } else if (times > 0) {
            times--;
            struck++;
            failNext.run();
        }
    }

    @Override
    public void completed(byte[] command, AdminCompletion completion) {
        boolean ok = completion.writable()[0] == 0 && completion.writable()[1] == 0;
        if (ok && command == last && !sent.isEmpty()) {
            Sent done = sent.get(sent.size() - 1);
            sent.set(sent.size() - 1, new Sent(done.name(), done.effect(), done.object(), true, done.objection()));
        }
    }

    private static String name(ByteBuffer command) {
        return switch (command.getShort(0)) {
            case CREATE_OPCODE -> CREATE + (command.get(CREATED) == 0 ? "GET" : "SET");
            case DESTROY_OPCODE -> DESTROY;
            case METADATA_OPCODE -> command.get(ASKED) == 0 ? METADATA : "DEV_PARTS_METADATA_GET of another type";
            case GET_OPCODE -> command.get(ASKED) == 1 ? PARTS_GET : "DEV_PARTS_GET SELECTED";
            case SET_OPCODE -> "DEV_PARTS_SET";
            case MODE_OPCODE -> command.get(DATA) == 0 ? RUNNING : STOPPED;
            default -> "opcode " + command.getShort(0);
        };
    }

    private static Effect effect(ByteBuffer command) {
        return switch (command.getShort(0)) {
            case CREATE_OPCODE -> Effect.CREATES;
            case DESTROY_OPCODE -> Effect.DESTROYS;
            default -> Effect.NONE;
        };
    }

    private static long objectOf(ByteBuffer command) {
        return command.getShort(0) == MODE_OPCODE ? 0 : command.getInt(OBJECT);
    }

    private String objection(ByteBuffer command) {
        int opcode = command.getShort(0);
        int length = command.capacity();
        if (length != LENGTHS.getOrDefault(opcode, length) || length % Long.BYTES != 0) {
            return length + " bytes";
        }
        if (command.getShort(GROUP) != 1 || command.getLong(MEMBER) != member) {
            return "group " + command.getShort(GROUP) + ", member " + command.getLong(MEMBER);
        }
        for (int at = RESERVED; at < MEMBER; at++) {
            if (command.get(at) != 0) {
                return "reserved byte " + at + " is " + command.get(at);
            }
        }
        if (opcode != MODE_OPCODE && (command.getInt(DATA) != 0 || objectOf(command) >= limit)) {
            return "object of type " + command.getInt(DATA) + ", id " + objectOf(command);
        }
        return "";
    }
}
