package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.vfiouser.ServedDevice;
import dev.vmig.conformance.vfiouser.VfioUserServer;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.ForwardingDevice;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import dev.vmig.samples.faulty.Drivers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateVfioUserTest {
    private final List<VfioUserServer> servers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    @TempDir
    Path folder;

    @AfterEach
    void endServers() throws IOException, InterruptedException {
        for (VfioUserServer server : servers) {
            server.close();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    /** A device whose final state cannot be read. */
    private static final class Unreadable extends ForwardingDevice {
        Unreadable(VfioDevice device) {
            super(device);
        }

        @Override
        public Optional<DataFile> setState(int requested) throws ErrnoException {
            if (requested == MigrationState.STOP_COPY.value()) {
                throw new ErrnoException(Errno.EIO, "STOP_COPY");
            }
            return super.setState(requested);
        }
    }

    private static Testee named(String driver) {
        return Drivers.named(driver, FeatureSet.STOP_COPY_P2P_PRE_COPY).orElseThrow();
    }

    private String serve(Testee source, Testee target) throws IOException {
        return serve("a", source, Side.SOURCE) + "," + serve("b", target, Side.TARGET);
    }

    private Path serve(String name, Testee testee, Side side) throws IOException {
        VfioUserServer server =
                VfioUserServer.listen(folder.resolve(name), ServedDevice.of(testee, 1, side), Duration.ofSeconds(10));
        servers.add(server);
        Thread thread = new Thread(() -> {
            try {
                server.serve();
            } catch (IOException e) {
                // It is closed.
            }
        });
        thread.start();
        threads.add(thread);
        return folder.resolve(name);
    }

    @Test
    void deviceMovesFromOneServerToTheOther() throws IOException {
        Path trace = folder.resolve("run.jsonl");
        Invocation run = Invocation.of(
                "migrate",
                "--json",
                "--vfio-user",
                serve(named("contract"), named("contract")),
                "--record",
                trace.toString());
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.HOLDS);
        JsonNode document = run.json();
        assertThat(document.path("completed").booleanValue()).isTrue();
        assertThat(document.path("streamBytes").longValue()).isGreaterThan(500);
        assertThat(document.path("verdict").path("holds").booleanValue()).isTrue();
        assertThat(document.path("seed").isNull()).isTrue();
        assertThat(Invocation.of("trace", trace.toString()).code()).isEqualTo(ExitCode.HOLDS);
    }

    @Test
    void migrationThatFailsReturnsToTheSource() throws IOException {
        Testee unreadable = named("hisi")
                .wrapped(
                        shape -> shape,
                        bench -> new Bench(new Unreadable(bench.source()), bench.target(), bench.ports()));
        Invocation run = Invocation.of("migrate", "--vfio-user", serve(unreadable, named("hisi")));
        assertThat(run.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        assertThat(run.out())
                .contains("verdict     a behaviour of the spec")
                .contains("failed      source vf0: to STOP_COPY: EIO");
    }

    @Test
    void socketWithoutAListenerIsBadInput() {
        Invocation run = Invocation.of("migrate", "--vfio-user", folder.resolve("a") + "," + folder.resolve("b"));
        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("cannot be connected to");
    }

    @Test
    void optionsOfTheSimulationSayNothingToServers() {
        Invocation run = Invocation.of("migrate", "--vfs", "2", "--vfio-user", "a,b");
        assertThat(run.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(run.err()).contains("--vfs: says nothing to --vfio-user");
    }
}
