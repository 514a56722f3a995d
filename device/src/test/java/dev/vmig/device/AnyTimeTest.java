package dev.vmig.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.device.memory.GuestMemory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A busy guest whose device is stopped, resumed and reset, by its driver and by PCI, at any time and in the middle of a
 * stop.
 */
class AnyTimeTest {
    private static final LatencyModel SLOW = new LatencyModel(100, 50, 0, 2_000, 300, 5_000);

    @Property(tries = 100)
    @Tag("DP-TXT-12")
    @Tag("DP-TXT-14")
    @Tag("DP-DEV-10")
    @Tag("DP-DEV-11")
    @Tag("DP-DEV-12")
    @Tag("DP-DEV-18")
    @Tag("DP-DEV-19")
    void everythingIsDoneAtMostOnceInOrderAndNothingWhileStopped(@ForAll long seed) {
        assertThat(faults(seed)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            names = {
                "COMPLETES_TWICE",
                "SENT_NOT_WRITTEN_BACK",
                "STOP_WITHOUT_DRAINING",
                "DMA_WHILE_STOPPED",
                "INTERRUPT_WHILE_STOPPED"
            })
    void brokenDeviceIsNoticed(FaultyBehaviour broken) {
        List<String> noticed = new ArrayList<>();
        for (long seed = 1; seed <= 40 && noticed.isEmpty(); seed++) {
            noticed.addAll(faults(seed, broken));
        }
        assertThat(noticed).isNotEmpty();
    }

    /** What went wrong in one run; nothing if all is well. */
    private static List<String> faults(long seed, FaultyBehaviour... broken) {
        Rig rig = Rig.ready(PfConfig.of(1).withSeed(seed).withBroken(broken).withLatency(SLOW));
        VirtualFunction vf = rig.pf.vf(0);
        List<Long> sent = new ArrayList<>();
        vf.observe(new VfObserver() {
            @Override
            public void packetSent(int index, byte[] frame) {
                sent.add(EthernetFrame.number(frame));
            }
        });
        Recorder recorder = Recorder.on(vf);
        vf.initialise();
        vf.space().memory().iommuDirty().start();
        vf.traffic().start(200_000);
        Random random = new Random(seed);
        List<String> faults = new ArrayList<>();
        for (int round = 0; round < 20; round++) {
            rig.time.runFor(random.nextInt(60_000));
            disturb(rig, random, faults);
        }
        vf.traffic().stop();
        rig.time.runFor(1_000_000);
        vf.guest().service();
        faults.addAll(recorder.violations);
        faults.addAll(vf.guest().complaints());
        vf.trouble().ifPresent(faults::add);
        if (vf.guest().inFlight() > 0) {
            faults.add("in flight after all is done: " + vf.guest().inFlight());
        }
        if (new HashSet<>(sent).size() < sent.size()) {
            faults.add("a packet was sent twice: " + sent);
        }
        return faults;
    }

    private static void disturb(Rig rig, Random random, List<String> faults) {
        VirtualFunction vf = rig.pf.vf(0);
        switch (random.nextInt(5)) {
            case 0 -> {
                vf.functionLevelReset(() -> {});
                rig.time.runFor(SLOW.resetNanos());
                vf.initialise();
            }
            case 1 -> vf.initialise();
            case 2 -> {
                Reply stop = rig.submit(Cmd.mode(1, true));
                rig.time.runFor(random.nextInt(3_000));
                vf.functionLevelReset(() -> {});
                rig.time.runUntil(stop::isAnswered);
                rest(rig, random, faults);
                vf.initialise();
            }
            default -> {
                rig.stop(0);
                rest(rig, random, faults);
            }
        }
    }

    /** A while in which nothing may be written, and then on. */
    private static void rest(Rig rig, Random random, List<String> faults) {
        VirtualFunction vf = rig.pf.vf(0);
        GuestMemory memory = vf.space().memory();
        boolean stopped = vf.mode() == DeviceMode.STOPPED;
        memory.iommuDirty().readAndClear();
        rig.time.runFor(random.nextInt(30_000));
        if (stopped && !memory.iommuDirty().readAndClear().isEmpty()) {
            faults.add("written while stopped");
        }
        rig.resume(0);
    }
}
