package dev.vmig.admin;

import dev.vmig.codec.Capability;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.DevPartsMetadataGet;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.OpcodeList;
import dev.vmig.codec.ResourceObj;
import dev.vmig.codec.StatusHeader;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An owner for many threads. It answers at once, refuses some commands in a fixed rhythm, and writes down what a driver
 * must not do: an id twice, an object that is not there or not the member's.
 */
final class ConcurrentOwner implements AdminQueue {
    static final byte[] IMAGE = Fixture.bytes("the device parts of a member");

    final Queue<String> violations = new ConcurrentLinkedQueue<>();
    final Map<Long, Long> objects = new ConcurrentHashMap<>();
    final AtomicInteger commands = new AtomicInteger();
    final AtomicInteger applied = new AtomicInteger();
    private final Map<Long, Object> inFlight = new ConcurrentHashMap<>();
    private final int limit;
    private final int failEvery;

    /**
     * @param limit of part objects
     * @param failEvery every so many commands is answered EBUSY, those of the handshake excepted
     */
    ConcurrentOwner(int limit, int failEvery) {
        this.limit = limit;
        this.failEvery = failEvery;
    }

    @Override
    public AdminCompletion submit(byte[] bytes, int resultCapacity) {
        CommandView command = new CommandView().wrap(bytes, 0, bytes.length);
        Opcode opcode = Opcode.of(command.opcode());
        long member = command.memberId();
        // As an admin queue has to, it keeps a command back while another of the member is in flight.
        synchronized (inFlight.computeIfAbsent(member, key -> new Object())) {
            AdminCompletion answer = answer(opcode, command);
            for (int i = 0; i < 100; i++) {
                Thread.onSpinWait(); // A command takes its time, so that others come meanwhile.
            }
            return answer;
        }
    }

    private AdminCompletion answer(Opcode opcode, CommandView command) {
        if (command.memberId() > 0 && commands.incrementAndGet() % failEvery == 0) {
            return ScriptedOwner.failure(16, 6);
        }
        long id = ResourceObj.id(command);
        long member = command.memberId();
        byte[] writable = new byte[StatusHeader.LENGTH + 32];
        int used = switch (opcode) {
            case LIST_QUERY ->
                OpcodeList.encodeQueryResult(
                        writable, 0, command.groupType() == 0 ? ScriptedOwner.CAPABILITIES : ScriptedOwner.ALL);
            case CAP_ID_LIST_QUERY -> Capability.encodeListResult(writable, 0, 1);
            case DEVICE_CAP_GET -> Capability.encodeGetResult(writable, 0, limit, limit);
            case RESOURCE_OBJ_CREATE -> {
                refuse(objects.putIfAbsent(id, member) != null, "object %d exists".formatted(id));
                yield StatusHeader.LENGTH;
            }
            case RESOURCE_OBJ_DESTROY -> {
                refuse(!objects.remove(id, member), "no object %d of member %d to destroy".formatted(id, member));
                yield StatusHeader.LENGTH;
            }
            case DEV_PARTS_METADATA_GET -> {
                requireObject(opcode, id, member);
                yield DevPartsMetadataGet.encodeResult(writable, 0, IMAGE.length);
            }
            case DEV_PARTS_GET -> {
                requireObject(opcode, id, member);
                System.arraycopy(IMAGE, 0, writable, StatusHeader.LENGTH, IMAGE.length);
                yield StatusHeader.LENGTH + IMAGE.length;
            }
            case DEV_PARTS_SET -> {
                requireObject(opcode, id, member);
                applied.incrementAndGet();
                yield StatusHeader.LENGTH;
            }
            default -> StatusHeader.LENGTH;
        };
        return new AdminCompletion(used, writable);
    }

    private void requireObject(Opcode opcode, long id, long member) {
        refuse(!Long.valueOf(member).equals(objects.get(id)), opcode + " through no object of member " + member);
    }

    private void refuse(boolean violated, String violation) {
        if (violated) {
            violations.add(violation);
        }
    }
}
