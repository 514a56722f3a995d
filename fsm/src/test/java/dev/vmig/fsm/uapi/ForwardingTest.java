package dev.vmig.fsm.uapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.ForwardingFile;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import org.junit.jupiter.api.Test;

class ForwardingTest {
    private final FakeDevice behind = new FakeDevice(FeatureSet.STOP_COPY_P2P_PRE_COPY);
    private final VfioDevice device = new ForwardingDevice(behind);

    @Test
    void callsOfADeviceArePassedOn() throws ErrnoException {
        behind.stopCopyLength = 17;
        assertThat(device.features()).isEqualTo(FeatureSet.STOP_COPY_P2P_PRE_COPY);
        assertThat(device.stopCopyLength()).isEqualTo(17);
        assertThat(device.setState(MigrationState.STOP_COPY)).containsSame(behind.currentSession());
        assertThat(device.state()).isEqualTo(MigrationState.STOP_COPY);
        device.usePrecopyInfoV2();
        assertThat(behind.precopyInfoV2).isTrue();
        device.reset();
        assertThat(behind.state()).isEqualTo(MigrationState.RUNNING);
        assertThat(behind.closed).isFalse();
        device.close();
        assertThat(behind.closed).isTrue();
    }

    @Test
    void callsOfAFileArePassedOn() throws ErrnoException {
        behind.info = new PrecopyInfo(3, 4);
        device.setState(MigrationState.PRE_COPY);
        DataFile file = new ForwardingFile(behind.currentSession());
        assertThat(file.precopyInfo()).isEqualTo(behind.info);
        assertThat(file.write(new byte[] {1, 2, 3}, 1, 2)).isEqualTo(2);
        byte[] read = new byte[4];
        assertThat(file.read(read, 2, 2)).isEqualTo(2);
        assertThat(read).containsExactly(0, 0, 2, 3);
        file.close();
        assertThat(behind.currentSession().closed).isTrue();
    }
}
