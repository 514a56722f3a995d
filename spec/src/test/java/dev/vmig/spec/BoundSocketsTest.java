package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class BoundSocketsTest {
    @Test
    void serverSocketListensOnTheOneAddress() throws IOException {
        try (ServerSocket bound = new BoundSockets(InetAddress.getLoopbackAddress()).createServerSocket(0);
                ServerSocket plain = new ServerSocket(0)) {
            assertThat(bound.getInetAddress()).isEqualTo(InetAddress.getLoopbackAddress());
            assertThat(plain.getInetAddress().isAnyLocalAddress()).isTrue();
        }
    }
}
