package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class DistributedCheckTest {
    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return String.valueOf(socket.getLocalPort());
        }
    }

    /** The worker is there first, and waits. */
    @Test
    void serverReportsAsOneMachineDoes() throws IOException {
        String port = freePort();
        CompletableFuture<Invocation> worker = CompletableFuture.supplyAsync(
                () -> Invocation.of("check", "--distributed", "worker", "--threads", "2", "--port", port));

        Invocation server = Invocation.of(
                "check", "--distributed", "server", "--model", "MCObjectIdsInductive", "--port", port, "--json");

        assertThat(server.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(server.json().path("models").path(0).path("distinct").intValue())
                .isEqualTo(10_606);
        assertThat(server.err())
                .startsWith("MCObjectIdsInductive: waits for workers at 127.0.0.1, port " + port)
                .contains("Registration for worker");
        assertThat(worker.join().code()).isEqualTo(ExitCode.HOLDS);
        assertThat(worker.join().out()).isEmpty();
        assertThat(worker.join().err()).contains("work completed");
    }
}
