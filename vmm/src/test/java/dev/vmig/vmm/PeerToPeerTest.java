package dev.vmig.vmm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.PciCommonCfgField;
import dev.vmig.device.EthernetFrame;
import dev.vmig.device.PfConfig;
import dev.vmig.device.VirtualFunction;
import dev.vmig.fsm.FeatureSet;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two devices of one VM, of which one writes into the registers of the other. What RUNNING_P2P is for: TLA+ module
 * PeerToPeer, in which the same mistake violates NoWriteIsLost.
 */
class PeerToPeerTest {
    private static final int WRITTEN_TO = 0;
    private static final int WRITER = 1;
    /** Bytes of a frame before the last two, which carry the low bits of its number. */
    private static final int BEFORE_LOW_BITS = 20;

    private final VirtualTime time = new VirtualTime();
    private boolean statesWereTheSame;

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void quiescedPeersAreSavedWithAllWritesInThem(int features) {
        migrate(features, MigrationPlan.DEFAULT);
        assertThat(statesWereTheSame).isTrue();
    }

    @Test
    void withoutQuiescenceWritesComeAfterTheFinalState() {
        migrate(7, MigrationPlan.DEFAULT.withMistakes(VmmMistake.NO_P2P_QUIESCENCE));
        assertThat(statesWereTheSame).isFalse();
    }

    /** QEMU does the same with several devices, one of which cannot be quiesced. */
    @Test
    void devicesWithoutP2pAreNotMigratedTogether() {
        Host source = host(3);
        List<DevicePair> pairs = List.of(
                new DevicePair("a", new StopCopyOnly(source.driver(0)), source.driver(0)),
                new DevicePair("b", source.driver(1), source.driver(1)));
        MigrationResult result = LiveMigration.run(pairs, MigrationPlan.DEFAULT, time);
        assertThat(result.failure()).hasValue("source a: features: no P2P (expected, as the VM has several devices)");
    }

    private void migrate(int features, MigrationPlan plan) {
        Host source = host(features);
        Host target = host(features);
        SimulatedVm vm = SimulatedVm.create(source, target);
        List<VirtualFunction> vfs = source.owner().vfs();
        vfs.forEach(VirtualFunction::initialise);
        VirtualFunction writer = vfs.get(WRITER);
        // The buffers in memory are used up first.
        for (int packet = 1; packet <= 8; packet++) {
            writer.receivePacket(frame(packet));
        }
        time.pass(Duration.ofMillis(1));
        long register = SimulatedVm.bar(WRITTEN_TO) + PciCommonCfgField.CONFIG_MSIX_VECTOR.offset();
        for (int buffer = 0; buffer < 8; buffer++) {
            assertThat(writer.guest().receiveInto(BEFORE_LOW_BITS, register, 2)).isTrue();
        }
        List<DevicePair> pairs = IntStream.range(0, 2)
                .mapToObj(vf -> new DevicePair("vf" + vf, source.driver(vf), target.driver(vf)))
                .toList();
        VirtualMachine machine = new VirtualMachine(
                pairs, Optional.of(new MemoryPair(vm.sourceMemory(), vm.targetMemory())), new Vcpus() {
                    @Override
                    public void pause() {
                        for (int packet = 0; packet < 8; packet++) {
                            int number = 100 + packet;
                            time.after(packet * 30_000L, () -> writer.receivePacket(frame(number)));
                        }
                    }

                    @Override
                    public void goOnAtTarget() {
                        statesWereTheSame = target.owner()
                                .vf(WRITTEN_TO)
                                .describe()
                                .equals(source.owner().vf(WRITTEN_TO).describe());
                    }
                });

        MigrationResult result = LiveMigration.run(machine, plan, time);

        assertThat(result.failure()).isEmpty();
        assertThat(vfs.get(WRITTEN_TO).readCommonCfg(PciCommonCfgField.CONFIG_MSIX_VECTOR))
                .as("a peer has written to it")
                .isGreaterThanOrEqualTo(100);
    }

    private static byte[] frame(int number) {
        return EthernetFrame.of(EthernetFrame.BROADCAST, 0x02, EthernetFrame.UNTAGGED, number);
    }

    private Host host(int features) {
        return new Host(
                PfConfig.of(2).withSeed(5),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT.withFeatures(FeatureSet.of(features)),
                time,
                HostObserver.NONE);
    }
}
