package dev.vmig.samples.vfiouser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vfiouser.Launch;
import dev.vmig.conformance.vfiouser.VfioUserTestee;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a client sends, or does not, the server answers the next one. */
class HostileClientsTest {
    /** {@code -Dvmig.vfiouser.messages=1000000} sends more. */
    private static final int MESSAGES = Integer.getInteger("vmig.vfiouser.messages", 4_000);

    private static final Duration SHORT = Duration.ofMillis(300);
    private static final int LENGTH = 1 << 20;

    private static final byte[] VERSION = message(
            1,
            bytes(60)
                    .putInt(0x20000)
                    .put("{\"capabilities\":{\"max_msg_fds\":1}}".getBytes(StandardCharsets.UTF_8))
                    .array());
    /** One of each command, and the requests for states. */
    private static final List<byte[]> SEEDS = List.of(
            message(
                    2,
                    bytes(32)
                            .putInt(32)
                            .putInt(3)
                            .putLong(0)
                            .putLong(4096)
                            .putLong(4096)
                            .array()),
            message(
                    3,
                    bytes(24).putInt(24).putInt(0).putLong(4096).putLong(4096).array()),
            message(4, bytes(16).putInt(16).array()),
            message(5, bytes(32).putInt(32).putInt(0).putInt(7).array()),
            message(6, bytes(16).putInt(16).putInt(0).putInt(7).array()),
            message(7, bytes(16).putInt(16).putInt(0).putInt(1).array()),
            message(8, bytes(20).putInt(20).putInt(0x21).array()),
            message(9, bytes(16).putLong(0).putInt(7).putInt(64).array()),
            message(10, bytes(24).putLong(0).putInt(7).putInt(8).array()),
            message(13, new byte[0]),
            message(15, bytes(8).putLong(0).array()),
            message(16, bytes(8).putInt(16).putInt(1 | 1 << 16).array()),
            message(16, bytes(8).putInt(16).putInt(2 | 1 << 16).array()),
            state(1),
            state(2),
            state(3),
            state(4),
            state(6),
            state(9),
            message(17, bytes(8).putInt(4104).putInt(4096).array()),
            message(18, bytes(72).putInt(72).putInt(64).array()));

    @TempDir
    Path folder;

    @Test
    void mutatedMessagesAreAnsweredOrEndTheConnection() throws IOException {
        Path socket = folder.resolve("s");
        Random random = new Random(1);
        try (Serving server = serve(socket, SHORT)) {
            int sent = 0;
            while (sent < MESSAGES) {
                try (SocketChannel client = connect(socket)) {
                    client.write(ByteBuffer.wrap(VERSION));
                    answered(client);
                    boolean goesOn = true;
                    for (int count = 0; goesOn && count < 200 && sent < MESSAGES; count++, sent++) {
                        goesOn = sendOne(client, random);
                    }
                } catch (IOException e) {
                    // The server has ended the connection first.
                }
            }
            assertThat(server.isAlive()).isTrue();
        }
        assertServes();
    }

    /** A message with some bytes changed; whether the connection is of use after it. */
    private static boolean sendOne(SocketChannel client, Random random) throws IOException {
        byte[] message = SEEDS.get(random.nextInt(SEEDS.size())).clone();
        for (int change = random.nextInt(4); change > 0; change--) {
            byte value = (byte)
                    (random.nextBoolean()
                            ? random.nextInt(256)
                            : List.of(0, 1, 127, 128, 255).get(random.nextInt(5)));
            message[random.nextInt(message.length)] = value;
        }
        ByteBuffer header = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        boolean whole = header.getInt(4) == message.length;
        boolean answered =
                (header.getInt(8) & 0x1f) != 1 && (header.getInt(8) & 0x10) == 0 && (header.getInt(8) & 0xf) != 1;
        client.write(ByteBuffer.wrap(message));
        if (!whole) {
            return false;
        }
        return !answered || answered(client);
    }

    @Test
    void clientThatSendsHalfAMessageOrReadsNothingIsDisconnected() throws IOException {
        Path socket = folder.resolve("s");
        try (Serving server = serve(socket, SHORT)) {
            try (SocketChannel client = connect(socket)) {
                client.write(ByteBuffer.wrap(VERSION, 0, 20));
                assertThat(client.read(ByteBuffer.allocate(1))).isNegative();
            }
            byte[] read = message(17, bytes(8).putInt(LENGTH + 8).putInt(LENGTH).array());
            try (SocketChannel client = connect(socket)) {
                client.write(ByteBuffer.wrap(VERSION));
                answered(client);
                client.write(ByteBuffer.wrap(state(3)));
                answered(client);
                assertThatThrownBy(() -> {
                            while (true) {
                                client.write(ByteBuffer.wrap(read));
                            }
                        })
                        .isInstanceOf(IOException.class);
            }
            assertThat(server.isAlive()).isTrue();
        }
        assertServes();
    }

    /** The server claims no memory for what is claimed to come, and ends the connection where the next message is unknown. */
    @Test
    void impossibleLengthEndsTheConnection() throws IOException {
        Path socket = folder.resolve("s");
        try (Serving server = serve(socket, Duration.ofSeconds(10))) {
            for (int length : List.of(0, 15, Integer.MAX_VALUE, -1, LENGTH + 1000)) {
                try (SocketChannel client = connect(socket)) {
                    byte[] message = VERSION.clone();
                    ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN).putInt(4, length);
                    client.write(ByteBuffer.wrap(message, 0, 16));
                    assertThat(client.read(ByteBuffer.allocate(1))).isNegative();
                }
            }
            assertThat(server.isAlive()).isTrue();
        }
    }

    @Test
    void onlyTheOwnerConnectsAndNoFileIsLeftBehind() throws IOException {
        Path socket = folder.resolve("s");
        try (Serving server = serve(socket, SHORT)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                    .isEqualTo("rw-------");
            assertThatThrownBy(() -> serve(socket, SHORT)).isInstanceOf(FileAlreadyExistsException.class);
            assertThat(server.isAlive()).isTrue();
            assertThat(folder).isDirectoryContaining(socket::equals);
        }
        assertThat(folder).isEmptyDirectory();
    }

    private void assertServes() throws IOException {
        Path socket = folder.resolve("t");
        Path other = folder.resolve("u");
        try (Serving one = serve(socket, SHORT);
                Serving two = serve(other, SHORT);
                VfioUserTestee testee =
                        VfioUserTestee.connect(socket, other, Launch.NONE, VfioUserTestee.LIMIT, Set.of(), "vmig")) {
            assertThat(testee.shape().features()).isEqualTo(FeatureSet.STOP_COPY_PRE_COPY);
            assertThat(one.isAlive() && two.isAlive()).isTrue();
        }
    }

    private static Serving serve(Path socket, Duration limit) throws IOException {
        return new Serving(
                socket, Drivers.named("hisi", FeatureSet.STOP_COPY_PRE_COPY).orElseThrow(), Side.SOURCE, limit);
    }

    private static SocketChannel connect(Path socket) throws IOException {
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX);
        client.connect(UnixDomainSocketAddress.of(socket));
        return client;
    }

    /** Takes a reply; false if there is none, since the connection has ended. */
    private static boolean answered(SocketChannel client) throws IOException {
        ByteBuffer header = bytes(16);
        if (!fill(client, header)) {
            return false;
        }
        assertThat(header.getInt(8) & 0xf).isEqualTo(1);
        return fill(client, bytes(header.getInt(4) - 16));
    }

    private static boolean fill(SocketChannel client, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (client.read(into) < 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] state(int number) {
        return message(
                16,
                bytes(16)
                        .putInt(16)
                        .putInt(2 | 1 << 17)
                        .putInt(number)
                        .putInt(-1)
                        .array());
    }

    private static byte[] message(int command, byte[] payload) {
        return bytes(16 + payload.length)
                .putShort((short) 5)
                .putShort((short) command)
                .putInt(16 + payload.length)
                .putLong(0)
                .put(payload)
                .array();
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
