package dev.vmig.device;

import dev.vmig.codec.DevPartsSet;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.PartCursor;
import dev.vmig.codec.StatusHeader;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * Commands that keep their order: each is seen when those before it have been answered, takes its time, is carried out and
 * answered.
 *
 * <pre>
 *   seen --latency--> [reset over?] --> [stop: bus quiet?] --> carried out --result bytes--> answered
 * </pre>
 *
 * <p>A command without a result, as all that change the device are, is answered at the instant it is carried out.
 */
final class Lane {
    private final EventScheduler scheduler;
    private final LatencyModel latency;
    private final SplittableRandom jitter;
    private final CommandDispatcher dispatcher;
    private final Runnable resetOwner;
    private final boolean drains;
    private final Queue<PendingCommand> commands = new ArrayDeque<>();
    /** Incremented when the commands are discarded, so that their scheduled steps do nothing. */
    private long generation;

    Lane(
            EventScheduler scheduler,
            PfConfig config,
            SplittableRandom jitter,
            CommandDispatcher dispatcher,
            Runnable resetOwner) {
        this.scheduler = scheduler;
        this.latency = config.latency();
        this.jitter = jitter;
        this.dispatcher = dispatcher;
        this.resetOwner = resetOwner;
        this.drains = !config.broken().contains(FaultyBehaviour.STOP_WITHOUT_DRAINING);
    }

    void add(PendingCommand pending) {
        commands.add(pending);
        if (commands.size() == 1) {
            see(pending);
        }
    }

    /** From now on a member that is to stop starts nothing new. */
    private void see(PendingCommand pending) {
        if (dispatcher.isStop(pending.command())) {
            pending.vf().ifPresent(vf -> vf.ownerSide().hold(true));
        }
        long nanos = latency.commandNanos()
                + jitter.nextLong(latency.commandJitterNanos() + 1)
                + latency.transferNanos(pending.command().view().length())
                + loadNanos(pending)
                + pending.delayNanos();
        scheduler.after(nanos, unlessThrownAway(() -> carryOut(pending)));
    }

    private long loadNanos(PendingCommand pending) {
        return pending.command().opcode() == Opcode.DEV_PARTS_SET
                        && pending.vf().isPresent()
                ? pending.vf()
                        .get()
                        .ownerSide()
                        .resources()
                        .load(DevPartsSet.parts(pending.command().view(), new PartCursor()), latency.parts())
                : 0;
    }

    private long readNanos(PendingCommand pending, int written) {
        return pending.command().opcode() == Opcode.DEV_PARTS_GET
                ? written * latency.parts().readPicosPerByte() / 1_000
                : 0;
    }

    private void carryOut(PendingCommand pending) {
        if (pending.has(AdminFault.OwnerResets.class)) {
            resetOwner.run();
            return;
        }
        if (pending.has(AdminFault.VfDisappears.class)) {
            pending.vf().ifPresent(VirtualFunction::disappear);
        }
        if (pending.has(AdminFault.NeverCompletes.class) || waits(pending)) {
            return;
        }
        CommandResult outcome = pending.fault().orElse(null) instanceof AdminFault.Answers planned
                ? CommandResult.failed(planned.status(), planned.qualifier())
                : dispatcher.execute(pending.command());
        int written = Math.min(outcome.bytes().length, pending.command().writableCapacity());
        if (written <= StatusHeader.LENGTH) {
            answer(pending, outcome);
        } else {
            scheduler.after(
                    latency.transferNanos(written - StatusHeader.LENGTH) + readNanos(pending, written),
                    unlessThrownAway(() -> answer(pending, outcome)));
        }
    }

    /** Whether the command has to wait for its member; it is carried out again then (Virtio 1.4, 2.12.1.4). */
    private boolean waits(PendingCommand pending) {
        VirtualFunction vf = pending.vf().orElse(null);
        if (vf == null || vf.reset().isRemoved()) {
            return false;
        }
        Runnable again = unlessThrownAway(() -> carryOut(pending));
        if (vf.reset().isGoingOn()) {
            vf.reset().whenEnded(again);
            return true;
        }
        boolean drain = drains && !pending.has(AdminFault.Answers.class) && dispatcher.isStop(pending.command());
        if (drain && !vf.bus().isQuiet()) {
            vf.bus().whenQuiet(again);
            return true;
        }
        return false;
    }

    private void answer(PendingCommand pending, CommandResult outcome) {
        commands.remove();
        pending.vf().ifPresent(vf -> vf.ownerSide().hold(false));
        PendingCommand next = commands.peek();
        if (next != null) {
            see(next);
        }
        pending.answer(outcome);
    }

    private Runnable unlessThrownAway(Runnable step) {
        long mine = generation;
        return () -> {
            if (mine == generation) {
                step.run();
            }
        };
    }

    /** Throws all commands away, unanswered. */
    List<PendingCommand> throwAway() {
        generation++;
        List<PendingCommand> unanswered = List.copyOf(commands);
        commands.clear();
        unanswered.forEach(
                pending -> pending.vf().ifPresent(vf -> vf.ownerSide().hold(false)));
        return unanswered;
    }
}
