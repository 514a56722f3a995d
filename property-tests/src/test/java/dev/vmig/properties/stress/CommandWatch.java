package dev.vmig.properties.stress;

import dev.vmig.admin.AdminCompletion;
import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.CommandView;
import dev.vmig.codec.GroupType;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.ResourceObj;
import dev.vmig.codec.ResultView;
import dev.vmig.vmm.HostObserver;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Holds the admin commands of one owner to two rules: an object is created under an id that no object of the owner has
 * (statement 52), and a member has one command in flight at most (statement 113).
 */
final class CommandWatch implements HostObserver {
    private final LongSupplier clock;
    /** The user of an id, from the moment when the object is asked for until it is certain that it is gone. */
    private final Map<Long, Long> owners = new HashMap<>();

    private final Set<Long> busy = new HashSet<>();
    private final Map<Long, Long> lastGet = new HashMap<>();
    private final List<Opcode> issued = new ArrayList<>();
    private final List<Opcode> aborted = new ArrayList<>();
    private final List<String> breaches = new ArrayList<>();

    CommandWatch(LongSupplier clock) {
        this.clock = clock;
    }

    /** What was against the rules. */
    List<String> breaches() {
        return breaches;
    }

    /** The commands for members that were put on the queue, in order. */
    List<Opcode> issued() {
        return issued;
    }

    /** Those that a reset of the owner left without an answer. */
    List<Opcode> aborted() {
        return aborted;
    }

    /** When the parts of a VF were last read; -1 if never. */
    long lastGet(int vf) {
        return lastGet.getOrDefault(vf + 1L, -1L);
    }

    @Override
    public void issued(byte[] bytes) {
        CommandView command = view(bytes);
        if (!isOfMember(command)) {
            return;
        }
        issued.add(opcode(command));
        long member = command.memberId();
        if (!busy.add(member)) {
            breach(command, "while another command of this member is in flight");
        }
        if (opcode(command) == Opcode.RESOURCE_OBJ_CREATE) {
            Long other = owners.put(ResourceObj.id(command), member);
            if (other != null) {
                breach(command, "id " + ResourceObj.id(command) + " is that of an object of member " + other);
            }
        }
    }

    @Override
    public void completed(byte[] bytes, AdminCompletion completion) {
        CommandView command = view(bytes);
        int status = new ResultView()
                .wrap(completion.writable(), 0, completion.writable().length, completion.usedLength())
                .status();
        boolean ok = status == AdminStatus.OK.number();
        switch (opcode(command)) {
            case RESOURCE_OBJ_CREATE -> settle(command, ok);
            case RESOURCE_OBJ_DESTROY -> settle(command, !ok && status != AdminStatus.ENXIO.number());
            case DEV_PARTS_GET -> lastGet.put(command.memberId(), clock.getAsLong());
            default -> {}
        }
        busy.remove(command.memberId());
    }

    @Override
    public void aborted(byte[] bytes) {
        CommandView command = view(bytes);
        if (isOfMember(command)) {
            aborted.add(opcode(command));
        }
        if (opcode(command) == Opcode.RESOURCE_OBJ_CREATE) {
            settle(command, false);
        }
        busy.remove(command.memberId());
    }

    private void settle(CommandView command, boolean exists) {
        if (!exists) {
            owners.remove(ResourceObj.id(command));
        }
    }

    private void breach(CommandView command, String what) {
        breaches.add(
                "%s of member %d at %d ns: %s".formatted(opcode(command), command.memberId(), clock.getAsLong(), what));
    }

    private static boolean isOfMember(CommandView command) {
        return GroupType.of(command.groupType()) == GroupType.SR_IOV && command.memberId() > 0;
    }

    private static Opcode opcode(CommandView command) {
        return Opcode.of(command.opcode());
    }

    private static CommandView view(byte[] bytes) {
        return new CommandView().wrap(bytes, 0, bytes.length);
    }
}
