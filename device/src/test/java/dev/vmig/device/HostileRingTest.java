package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.device.memory.GuestMemory;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever stands in the rings, the device serves what can be served or asks for a reset; the owner does not notice. */
class HostileRingTest {
    /** More than any ring has requests, so that a device that goes on for ever is found. */
    private static final long LONG = 50_000_000;

    @Property(tries = 400)
    void randomRingsDoNoHarm(@ForAll long seed, @ForAll boolean disk, @ForAll @IntRange(max = 64) int damagedBytes) {
        DeviceType type = disk ? DeviceType.BLOCK : DeviceType.NET;
        PfConfig config = PfConfig.of(1)
                .withPersonality(DevicePersonality.DEFAULT.withType(type))
                .withSeed(seed);
        Rig rig = Rig.ready(config);
        rig.createObjects(0);
        VirtualFunction vf = rig.pf.vf(0);
        vf.initialise();
        for (int request = 0; request < 4; request++) {
            if (disk) {
                vf.guest().write();
            } else {
                vf.guest().transmit();
            }
        }
        GuestMemory memory = vf.space().memory();
        Random random = new Random(seed);
        byte[] one = new byte[1];
        for (int damage = 0; damage < damagedBytes; damage++) {
            int queue = random.nextInt(vf.queues());
            one[0] = (byte) random.nextInt();
            // Descriptors, available ring or used ring.
            memory.write((1 + 2L * queue) * GuestMemory.PAGE + random.nextInt(1400), one, 0, 1);
        }
        for (int queue = 0; queue < vf.queues(); queue++) {
            vf.ringDoorbell(queue);
        }
        vf.receivePacket(Rig.PACKET);
        rig.time.runFor(LONG);
        assertThat(vf.isQuiet()).isTrue();
        long before = vf.counters().dmas();
        rig.time.runFor(LONG);
        assertThat(vf.counters().dmas()).isEqualTo(before);

        rig.stop(0);
        assertThat(rig.getAll(0)).isNotEmpty();
        rig.resume(0);
        rig.time.runFor(LONG);

        vf.initialise();
        assertThat(vf.trouble()).isEmpty();
        assertThat(disk ? vf.guest().write() : vf.guest().transmit()).isTrue();
        rig.time.runFor(LONG);
        vf.guest().service();
        assertThat(vf.guest().inFlight()).isZero();
    }
}
