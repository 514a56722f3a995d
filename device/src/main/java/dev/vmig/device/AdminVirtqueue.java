package dev.vmig.device;

import dev.vmig.codec.CommandView;
import dev.vmig.codec.Opcode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.apache.commons.lang3.Validate;
import org.apache.commons.lang3.tuple.Pair;

/** The admin virtqueue of an owner: commands go in, replies come back later through the scheduler (Virtio 1.4, 2.13). */
public final class AdminVirtqueue {
    private static final int OWNER_LANE = FaultPlan.OWNER;

    private final EventScheduler scheduler;
    private final PfConfig config;
    private final CommandDispatcher dispatcher;
    /** Commands of each kind so far, by which {@link FaultPlan} counts. */
    private final Map<Pair<Integer, Opcode>, Integer> counts = new HashMap<>();

    private final SplittableRandom jitter;
    private final Map<Integer, Lane> lanes = new TreeMap<>();

    AdminVirtqueue(EventScheduler scheduler, PfConfig config, CommandDispatcher dispatcher) {
        this.scheduler = scheduler;
        this.config = config;
        this.dispatcher = dispatcher;
        this.jitter = new SplittableRandom(config.seed());
    }

    /** As {@link #submit(byte[], int, int, AdminReply)} with the whole array. */
    public void submit(byte[] readable, int writableCapacity, AdminReply reply) {
        submit(readable, readable.length, writableCapacity, reply);
    }

    /**
     * Puts a command on the queue. Any length is legal on either side: missing bytes read as zero, surplus ones are
     * ignored, a result that does not fit is cut. The reply never comes within this call.
     *
     * @param readable the device-readable part, which is copied
     * @param length how many bytes of the array are the command
     * @param writableCapacity bytes of the device-writable part
     */
    public void submit(byte[] readable, int length, int writableCapacity, AdminReply reply) {
        Objects.checkFromIndexSize(0, length, readable.length);
        Validate.isTrue(writableCapacity >= 0, "writableCapacity: %d (expected: 0 or more)", writableCapacity);
        byte[] copy = Arrays.copyOf(readable, length);
        CommandView view = new CommandView().wrap(copy, 0, length);
        AdminCommand command =
                new AdminCommand(view, writableCapacity, config.personality().objectOpcodes());
        var vf = dispatcher.addressed(command);
        int index = vf.map(VirtualFunction::index).orElse(FaultPlan.OWNER);
        int nth = counts.merge(Pair.of(index, command.opcode()), 1, Integer::sum);
        var fault = config.faults().at(index, command.opcode(), nth);
        lane(index).add(new PendingCommand(command, vf, fault, reply));
    }

    private Lane lane(int vf) {
        int key = config.order() == AdminOrder.QUEUE ? OWNER_LANE : vf;
        return lanes.computeIfAbsent(key, k -> new Lane(scheduler, config, jitter, dispatcher, this::resetOwner));
    }

    /** Resets the owner: no command is answered any more, all are aborted. */
    void resetOwner() {
        dispatcher.reset();
        List<PendingCommand> unanswered = new ArrayList<>();
        lanes.values().forEach(lane -> unanswered.addAll(lane.throwAway()));
        unanswered.forEach(pending -> pending.reply().aborted());
    }
}
