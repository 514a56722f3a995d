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
 * The guest and the network of one VF: packets in, packets out, control commands, or the requests to a block device,
 * drawn from a seed at random distances. The network continues independently of the VF; the guest can be paused.
 */
public final class Traffic {
    private static final long SECOND = 1_000_000_000L;

    private VirtualFunction vf;
    private final EventScheduler scheduler;
    private final SplittableRandom random;
    /** Which start the scheduled event belongs to. */
    private long generation;

    private boolean running;
    private boolean guestPaused;
    private long packets;

    Traffic(VirtualFunction vf, EventScheduler scheduler, long seed) {
        this.vf = vf;
        this.scheduler = scheduler;
        this.random = new SplittableRandom(seed);
    }

    /**
     * Starts, or continues with another rate.
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

    /** The vCPUs stop: the guest does nothing, not even on an interrupt. */
    public void pauseGuest() {
        guestPaused = true;
    }

    /** Resumes the guest. */
    public void resumeGuest() {
        guestPaused = false;
    }

    void moveTo(VirtualFunction target) {
        vf = target;
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
        if (!guestPaused) {
            vf.guest().service();
        }
        if (vf.type() == DeviceType.BLOCK) {
            if (!guestPaused) {
                vf.guest().write();
            }
            return;
        }
        int dice = random.nextInt(100);
        if (dice < 45) {
            vf.receivePacket(packet());
        } else if (guestPaused) {
            return;
        } else if (dice < 80) {
            vf.guest().transmit();
        } else {
            vf.guest().control(controlCommand());
        }
    }

    /** Most packets are for the VF; some are broadcast, or for other addresses and filtered out. */
    private byte[] packet() {
        int dice = random.nextInt(20);
        long destination = dice < 14 ? vf.macAddress() : dice < 17 ? EthernetFrame.BROADCAST : mac(0x01);
        int vlan = dice == 19 ? 1 + random.nextInt(NetShape.VLANS - 2) : EthernetFrame.UNTAGGED;
        return EthernetFrame.of(destination, mac(0x02), vlan, ++packets);
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
