package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.NotInProtocolException;
import dev.vmig.conformance.kit.StreamFormat;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.samples.faulty.Drivers;
import org.junit.jupiter.api.Test;

class CrashGuardTest {
    @Test
    void onlyCallsThatMayCrashAreNotMade() throws ErrnoException {
        Bench bench = CrashGuard.of(Drivers.named("contract", FeatureSet.STOP_COPY_P2P_PRE_COPY)
                .orElseThrow()
                .open(1));
        DataFile saving =
                bench.source().setState(MigrationState.PRE_COPY.value()).orElseThrow();
        assertThat(saving.precopyInfo().initialBytes()).isPositive();
        bench.source().setState(MigrationState.STOP_COPY.value());
        byte[] stream = new byte[1 << 20];
        int length = saving.read(stream, 0, stream.length);
        DataFile resuming =
                bench.target().setState(MigrationState.RESUMING.value()).orElseThrow();
        assertThat(resuming.write(stream, 0, length)).isPositive();
        bench.target().reset();
        // The reference answers all of these with an errno.
        assertThatExceptionOfType(NotInProtocolException.class).isThrownBy(() -> resuming.write(stream, 0, length));
        bench.source().setState(MigrationState.STOP.value());
        assertThatExceptionOfType(NotInProtocolException.class).isThrownBy(saving::precopyInfo);
        StreamFormat format = bench.ports().format().orElseThrow();
        assertThat(format.unknown(true, 1)).isNotEmpty();
        assertThatExceptionOfType(NotInProtocolException.class).isThrownBy(() -> format.imageHeader(0));
    }
}
