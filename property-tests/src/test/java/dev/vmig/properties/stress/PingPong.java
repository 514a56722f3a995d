package dev.vmig.properties.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.admin.Ledger;
import dev.vmig.device.DeviceMode;
import dev.vmig.device.EthernetFrame;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VfObserver;
import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.vmm.DevicePair;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.LiveMigration;
import dev.vmig.vmm.MigrationResult;
import dev.vmig.vmm.SimulatedVm;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A VM with one device that moves to and fro between two hosts, its guest at work all the time. */
final class PingPong {
    /** What is looked at in every migration, at the moment when the target is about to run and nothing has happened yet. */
    @FunctionalInterface
    interface Check {
        void at(Arrival arrival);
    }

    /**
     * The end of a migration.
     *
     * @param number of the migration, from 0
     * @param vm on its way
     */
    record Arrival(int number, Host source, Host target, SimulatedVm vm) {
        VirtualFunction left() {
            return source.owner().vf(0);
        }

        VirtualFunction arrived() {
            return target.owner().vf(0);
        }

        @Override
        public String toString() {
            return "migration " + number;
        }
    }

    /** The parts of the device are the same at both ends. */
    static final Check PARTS = arrival -> assertThat(arrival.arrived().describe())
            .as("parts in %s", arrival)
            .isEqualTo(arrival.left().describe());

    /** So is the memory, to the last byte. */
    static final Check MEMORY = arrival -> assertThat(
                    arrival.vm().targetMemory().sameAs(arrival.vm().sourceMemory()))
            .as("memory in %s", arrival)
            .isTrue();

    private static final Ledger NOTHING = new Ledger(Set.of(), 0, 0);

    private final VirtualTime time = new VirtualTime();
    private final List<Host> hosts;
    private final List<Check> checks;
    private final Set<Long> sent = new HashSet<>();
    private @Nullable Arrival next;
    private int checked;

    PingPong(int features, List<Check> checks) {
        DriverOptions options = DriverOptions.DEFAULT.withFeatures(FeatureSet.of(features));
        this.hosts = List.of(host(1, options), host(2, options));
        this.checks = List.copyOf(checks);
    }

    private Host host(long seed, DriverOptions options) {
        Host host = new Host(PfConfig.of(1).withSeed(seed), DriverProfile.CONTRACT, options, time, HostObserver.NONE);
        host.owner().vf(0).observe(new VfObserver() {
            @Override
            public void packetSent(int vf, byte[] frame) {
                assertThat(sent.add(EthernetFrame.number(frame)))
                        .as("a packet is sent once")
                        .isTrue();
            }

            @Override
            public void modeChanged(int vf, DeviceMode mode) {
                if (mode == DeviceMode.RUNNING && next != null && next.target() == host) {
                    arrive(next);
                }
            }
        });
        return host;
    }

    /** Migrates so many times. */
    void run(int migrations) {
        SimulatedVm vm = SimulatedVm.create(hosts.get(0), hosts.get(1));
        hosts.get(0).owner().vf(0).initialise();
        for (int number = 0; number < migrations; number++) {
            Host source = hosts.get(number % 2);
            Host target = hosts.get((number + 1) % 2);
            vm = number == 0 ? vm : SimulatedVm.onwards(vm, source, target);
            Arrival arrival = new Arrival(number, source, target, vm);
            next = arrival;
            work(arrival.left());
            MigrationResult result = LiveMigration.run(
                    vm.machine(List.of(new DevicePair("vf0", source.driver(0), target.driver(0)))),
                    Plans.rounds(1),
                    time);
            assertThat(result.failure()).as("%s", arrival).isEmpty();
            assertThat(checked).as("checks in %s", arrival).isEqualTo(number + 1);
            nothingIsLeft(arrival);
        }
        everyPacketWasSentOnce(hosts.get(migrations % 2).owner().vf(0));
    }

    private void everyPacketWasSentOnce(VirtualFunction vf) {
        vf.traffic().stop();
        time.pass(Duration.ofMillis(10));
        vf.guest().service();
        assertThat(vf.guest().complaints()).isEmpty();
        assertThat(sent).as("packets sent").hasSize((int) vf.guest().given());
        assertThat(vf.guest().sent()).isEqualTo(vf.guest().given());
    }

    /** Much at first, and a little while it is on its way. */
    private void work(VirtualFunction vf) {
        vf.traffic().start(100_000);
        time.pass(Duration.ofNanos(500_000));
        vf.traffic().start(500);
    }

    private void arrive(Arrival arrival) {
        next = null;
        checked++;
        checks.forEach(check -> check.at(arrival));
    }

    private void nothingIsLeft(Arrival arrival) {
        for (Host host : hosts) {
            assertThat(host.owner().objects()).as("objects after %s", arrival).isZero();
            assertThat(host.parts().takenIds()).as("ids after %s", arrival).isEmpty();
            assertThat(host.driver(0).ledger()).as("kept after %s", arrival).isEqualTo(NOTHING);
        }
    }
}
