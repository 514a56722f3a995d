package dev.vmig.properties.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.admin.DriverOptions;
import dev.vmig.admin.DriverProfile;
import dev.vmig.codec.Opcode;
import dev.vmig.device.DeviceMode;
import dev.vmig.device.FaultPlan;
import dev.vmig.device.PfConfig;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.vmm.Host;
import dev.vmig.vmm.HostObserver;
import dev.vmig.vmm.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialisedDeviceTest {
    private final VirtualTime time = new VirtualTime();
    private final List<String> happened = new ArrayList<>();

    @Test
    void callsOfSeveralTasksComeOneAfterTheOther() {
        SerialisedDevice device = device(host(FaultPlan.none()));
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            tasks.spawn("stops", () -> {
                device.setState(MigrationState.STOP);
                happened.add("stopped");
            });
            tasks.spawn("asks", () -> {
                device.stopCopyLength();
                happened.add("asked in " + device.state());
            });
            tasks.joinAll();
        }
        assertThat(happened).containsExactly("stopped", "asked in STOP");
    }

    @Test
    void resetOvertakesACallAndCallsWaitForAReset() throws ErrnoException {
        Host host = host(FaultPlan.none());
        SerialisedDevice device = device(host);
        try (VirtualTasks tasks = VirtualTasks.in(time)) {
            tasks.spawn("saves", () -> {
                try {
                    device.setState(MigrationState.STOP_COPY);
                } catch (ErrnoException overtaken) {
                    happened.add(overtaken.errno().name());
                }
            });
            tasks.spawn("resets", () -> {
                time.pass(Duration.ofNanos(1_000));
                device.reset();
                happened.add("returned at once");
                device.setState(MigrationState.PRE_COPY);
                device.reset();
                happened.add("reset");
            });
            tasks.joinAll();
        }
        assertThat(happened).containsExactly("returned at once", "EIO", "reset");
        assertThat(device.state()).isEqualTo(MigrationState.RUNNING);
        assertThat(host.owner().objects()).isZero();
    }

    /** The interface has an answer of its own to this call, which must not stand in for the device's. */
    @Test
    void versionOfThePrecopyInfoReachesTheDevice() throws ErrnoException {
        VfioDevice device = new ForwardingDevice(host(FaultPlan.none()).driver(0)) {
            @Override
            public void usePrecopyInfoV2() {
                happened.add("asked");
            }
        };
        new SerialisedDevice("VF 0", new ForwardingDevice(device), time).usePrecopyInfoV2();
        assertThat(happened).containsExactly("asked");
    }

    /** A command that never completes ends with the owner, which is then set up again. */
    @Test
    void afterAResetOfTheOwnerItsVfsCanBeMigratedAgain() throws ErrnoException {
        Host host = host(FaultPlan.none().on(0, Opcode.RESOURCE_OBJ_CREATE, 1).neverCompletes());
        assertThatThrownBy(() -> host.driver(0).setState(MigrationState.STOP_COPY))
                .hasMessageStartingWith("EIO: the owner was reset");
        assertThat(host.driver(0).state()).isEqualTo(MigrationState.STOP);
        assertThat(host.owner().vf(0).mode()).isEqualTo(DeviceMode.STOPPED);
        assertThat(host.driver(0).setState(MigrationState.STOP_COPY)).isPresent();
        host.resetOwner();
        host.driver(0).setState(MigrationState.RUNNING);
        assertThat(host.parts().takenIds()).isEmpty();
        assertThat(host.driver(0).setState(MigrationState.PRE_COPY)).isPresent();
    }

    private SerialisedDevice device(Host host) {
        return new SerialisedDevice("vf0", host.driver(0), time);
    }

    private Host host(FaultPlan faults) {
        return new Host(
                PfConfig.of(1).withFaults(faults),
                DriverProfile.CONTRACT,
                DriverOptions.DEFAULT,
                time,
                HostObserver.NONE);
    }
}
