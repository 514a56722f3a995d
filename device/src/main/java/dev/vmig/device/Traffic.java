package dev.vmig.device;

import dev.vmig.device.ControlCommand.SetMac;
import dev.vmig.device.ControlCommand.SetMacTable;
import dev.vmig.device.ControlCommand.SetQueuePairs;
import dev.vmig.device.ControlCommand.SetRxMode;
import dev.vmig.device.ControlCommand.SetVlan;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.apache.commons.lang3.Validate;

/**
 * The guest and the network of one VF: packets in, transmit doorbells, control commands, or the requests to a block
 * device, drawn from a seed at random distances. It goes on whatever the VF does, as a network does; a caller that has
 * paused the guest stops it.
 */
public final class Traffic {
    private static final long SECOND = 1_000_000_000L;

    private final VirtualFunction vf;
    private final EventScheduler scheduler;
    private final SplittableRandom random;
    /** Which start the scheduled event belongs to. */
    private long generation;

    private boolean running;

    Traffic(VirtualFunction vf, EventScheduler scheduler, long seed) {
        this.vf = vf;
        this.scheduler = scheduler;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Starts, or goes on with another rate.
     *
     * @param eventsPerSecond mean number of events, 1 to 10^9
     */
    public void start(long eventsPerSecond) {
        Validate.inclusiveBetween(
                1, SECOND, eventsPerSecond, "eventsPerSecond: " + eventsPerSecond + " (expected: 1 to 1000000000)");
        generation++;
        running = true;
        scheduleNext(SECOND / eventsPerSecond, generation);
    }

    /** Stops; nothing comes any more, what has been posted is still served. */
    public void stop() {
        generation++;
        running = false;
    }

    /** Whether it has been started and not stopped. */
    public boolean isRunning() {
        return running;
    }

    private void scheduleNext(long meanNanos, long mine) {
        scheduler.after(1 + random.nextLong(2 * meanNanos), () -> {
            if (mine == generation) {
                step();
                scheduleNext(meanNanos, mine);
            }
        });
    }

    private void step() {
        if (vf.type() == DeviceType.BLOCK) {
            vf.ringDoorbell(random.nextInt(vf.queues()));
            return;
        }
        int dice = random.nextInt(100);
        if (dice < 45) {
            vf.receivePacket();
        } else if (dice < 80) {
            vf.ringDoorbell(2 * random.nextInt(vf.queuePairs()) + 1);
        } else {
            vf.sendControl(controlCommand());
        }
    }

    private ControlCommand controlCommand() {
        return switch (random.nextInt(8)) {
            case 0, 1 -> new SetRxMode(random.nextInt(ControlState.RX_MODES), random.nextBoolean());
            case 2, 3 -> new SetMacTable(macs(random.nextInt(9), 0x02), macs(random.nextInt(9), 0x01));
            case 4 -> new SetMac(mac(0x02));
            case 5, 6 -> new SetVlan(1 + random.nextInt(NetShape.VLANS - 2), random.nextInt(3) > 0);
            default -> new SetQueuePairs(1 + random.nextInt(vf.queuePairs()));
        };
    }

    private List<Long> macs(int count, int firstByte) {
        return Stream.generate(() -> mac(firstByte)).limit(count).toList();
    }

    /** A locally administered unicast address begins with 02, a multicast address with 01. */
    private long mac(int firstByte) {
        return random.nextLong(1L << 40) << 8 | firstByte;
    }
}
