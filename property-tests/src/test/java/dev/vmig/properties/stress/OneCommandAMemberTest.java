package dev.vmig.properties.stress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.StatusQualifier;
import dev.vmig.device.FaultPlan;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.properties.tasks.VirtualTasks;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A member whose object another one destroys for it, since ids have run out (K-4), and that is busy itself. */
class OneCommandAMemberTest {
    private final VirtualTime time = new VirtualTime();
    private final CommandWatch watch = new CommandWatch(time::nanoTime);

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1_000, 10_000, 20_000, 30_000})
    @Tag("L-113")
    void idsAreReclaimedFromABusyMember(int later) throws ErrnoException {
        FaultPlan faults = FaultPlan.none()
                .on(0, Opcode.RESOURCE_OBJ_DESTROY, 1)
                .answers(AdminStatus.EBUSY, StatusQualifier.TRYAGAIN);
        PfConfig config = PfConfig.of(2).withLimits(1, 1).withFaults(faults);
        Host host = new Host(config, DriverProfile.CONTRACT, DriverOptions.DEFAULT, time, watch);
        host.driver(0).stopCopyLength();
        assertThat(host.parts().takenIds()).containsExactly(0);
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            tasks.spawn("needs an id", () -> host.driver(1).setState(MigrationState.PRE_COPY));
            tasks.spawn("is busy", () -> {
                time.pass(Duration.ofNanos(later));
                host.driver(0).setState(MigrationState.STOP);
            });
            tasks.joinAll();
        }
        assertThat(watch.breaches()).isEmpty();
        assertThat(host.driver(0).state()).isEqualTo(MigrationState.STOP);
        assertThat(host.driver(1).state()).isEqualTo(MigrationState.PRE_COPY);
    }
}
