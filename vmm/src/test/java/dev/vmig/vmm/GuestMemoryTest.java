package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.device.EthernetFrame;
import dev.vmig.device.FaultyBehaviour;
import dev.vmig.device.Guest;
import dev.vmig.device.LatencyModel;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VfObserver;
import dev.vmig.fsm.FeatureSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the guest and the devices have written goes with the VM: Linux leaves the tracking of the devices' writes to the
 * IOMMU, so that the order of the switchover is all that protects the last of them.
 */
class GuestMemoryTest {
    /** A DMA takes long enough to be outstanding when the guest is paused. */
    private static final LatencyModel SLOW_DMA = new LatencyModel(20_000, 0, 0, 40_000, 1_000, 1_000_000);

    private static final MigrationPlan PLAN =
            new MigrationPlan(true, 2, Duration.ofMillis(20), 1 << 20, Link.TEN_GIGABIT, Set.of());

    private final VirtualTime time = new VirtualTime();
    private final List<Long> sent = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPacketIsSentOnceAndEveryPageArrives(long seed) {
        Journey journey = new Journey(seed, PfConfig.of(1));
        MigrationResult result = journey.migrate(PLAN);

        assertThat(result.failure()).isEmpty();
        assertThat(journey.memoryWasTheSame).isTrue();
        assertThat(result.memoryBytes()).isGreaterThan(journey.vm.sourceMemory().size());
        Guest guest = journey.arrive();
        assertThat(guest.complaints()).isEmpty();
        assertSentOnce(guest);
        assertThat(guest.sent()).isEqualTo(guest.given());
        assertThat(guest.received()).isPositive();
    }

    /** The last look at the dirty bitmap comes before the device has stopped: what it writes then is not sent. */
    @Test
    void lastSyncBeforeTheDevicesStopLosesWrites() {
        long lost = LongStream.rangeClosed(1, 30)
                .filter(seed -> {
                    Journey journey = new Journey(seed, PfConfig.of(1));
                    journey.migrate(PLAN.withMistakes(VmmMistake.LAST_SYNC_BEFORE_DEVICES_STOP));
                    return !journey.memoryWasTheSame;
                })
                .count();
        assertThat(lost).isPositive();
    }

    /** A device that has sent what it does not write back sends it again at the target (DP-DEV-12). */
    @Test
    void requestThatIsNotWrittenBackIsServedTwice() {
        long twice = LongStream.rangeClosed(1, 30)
                .filter(seed -> {
                    sent.clear();
                    Journey journey =
                            new Journey(seed, PfConfig.of(1).withBroken(FaultyBehaviour.SENT_NOT_WRITTEN_BACK));
                    journey.migrate(PLAN);
                    journey.arrive();
                    return sent.size() != sent.stream().distinct().count();
                })
                .count();
        assertThat(twice).isPositive();
    }

    /** A VM that is given up goes on where it was, with all that was in flight. */
    @Test
    void migrationThatFailsLosesNothing() {
        Journey journey = new Journey(3, PfConfig.of(1));
        journey.brokenTarget();
        MigrationResult result = journey.migrate(PLAN);

        assertThat(result.completed()).isFalse();
        Guest guest = journey.stay();
        assertThat(guest.complaints()).isEmpty();
        assertSentOnce(guest);
    }

    private void assertSentOnce(Guest guest) {
        assertThat(sent.stream().sorted().toList())
                .isEqualTo(LongStream.range(0, guest.given()).boxed().toList());
    }

    /** A VM with one VF on the way from one host to another. */
    private final class Journey {
        private final Host source;
        private final SimulatedVm vm;
        private Host target;
        private boolean memoryWasTheSame;

        Journey(long seed, PfConfig config) {
            source = host(config.withSeed(seed).withLatency(SLOW_DMA));
            target = host(config.withSeed(seed).withLatency(SLOW_DMA));
            vm = SimulatedVm.create(source, target);
            observe(source);
            observe(target);
            source.owner().vf(0).initialise();
            source.owner().vf(0).traffic().start(20_000);
            time.pass(Duration.ofMillis(20));
        }

        void brokenTarget() {
            target = host(PfConfig.of(1).withQueuePairs(4));
        }

        MigrationResult migrate(MigrationPlan plan) {
            List<DevicePair> pairs = IntStream.range(0, 1)
                    .mapToObj(vf -> new DevicePair("vf" + vf, source.driver(vf), target.driver(vf)))
                    .toList();
            VirtualMachine machine = vm.machine(pairs);
            return LiveMigration.run(
                    new VirtualMachine(pairs, machine.memory(), comparing(machine.vcpus())), plan, time);
        }

        private Vcpus comparing(Vcpus vcpus) {
            return new Vcpus() {
                @Override
                public void pause() {
                    vcpus.pause();
                }

                @Override
                public void goOnAtSource() {
                    vcpus.goOnAtSource();
                }

                @Override
                public void goOnAtTarget() {
                    memoryWasTheSame = vm.sourceMemory().sameAs(vm.targetMemory());
                    vcpus.goOnAtTarget();
                }
            };
        }

        Guest arrive() {
            return finish(target);
        }

        Guest stay() {
            return finish(source);
        }

        private Guest finish(Host host) {
            time.pass(Duration.ofMillis(20));
            host.owner().vf(0).traffic().stop();
            time.pass(Duration.ofMillis(20));
            Guest guest = host.owner().vf(0).guest();
            guest.service();
            return guest;
        }

        private void observe(Host host) {
            host.owner().vf(0).observe(new VfObserver() {
                @Override
                public void packetSent(int vf, byte[] frame) {
                    sent.add(EthernetFrame.number(frame));
                }
            });
        }

        private Host host(PfConfig config) {
            return new Host(
                    config,
                    DriverProfile.CONTRACT,
                    DriverOptions.DEFAULT.withFeatures(FeatureSet.of(7)),
                    time,
                    HostObserver.NONE);
        }
    }
}
