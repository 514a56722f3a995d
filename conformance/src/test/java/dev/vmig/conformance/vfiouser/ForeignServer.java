package dev.vmig.conformance.vfiouser;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A server of features 5 that knows nothing of the client here, written by the text of the protocol, with faults to choose. */
final class ForeignServer implements AutoCloseable {
    enum Fault {
        /** It ends on STOP to RUNNING, and on STOP_COPY to STOP while there is something to read, and starts again. */
        DIES,
        /** It never answers PRE_COPY to RUNNING. */
        HANGS,
        /** It sends text instead of the answer to STOP_COPY to STOP. */
        BABBLES,
        /** It accepts PRE_COPY to RUNNING, and goes to STOP. */
        LIES,
        /** It accepts whatever was written when RESUMING is left, and a reset keeps the state. */
        AS_LIBVFIO_USER,
        /** Each reply to a read has as many bytes as were asked for. */
        PADS,
        /** Before each reply it asks for guest memory. */
        ASKS_BETWEEN,
        /** It answers with an errno that no driver knows. */
        UNKNOWN_ERRNO
    }

    private static final int STATE_SIZE = 300;

    private final ServerSocketChannel listening;
    private final Set<Fault> faults = EnumSet.noneOf(Fault.class);
    private MigrationState state = MigrationState.RUNNING;
    private byte[] memory = new byte[STATE_SIZE];
    private byte[] out = new byte[0];
    private byte[] in = new byte[0];

    ForeignServer(Path socket, Fault... faults) throws IOException {
        this.faults.addAll(List.of(faults));
        Arrays.fill(memory, (byte) 7);
        listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        listening.bind(UnixDomainSocketAddress.of(socket));
        Thread thread = new Thread(this::serve, "foreign server");
        thread.setDaemon(true);
        thread.start();
    }

    /** An end of the process, which is followed by another one. */
    private static final class Death extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private void serve() {
        try {
            while (true) {
                try (SocketChannel client = listening.accept()) {
                    converse(client);
                } catch (Death e) {
                    state = MigrationState.RUNNING;
                } catch (SocketException e) {
                    // The client has gone before it had read everything.
                }
            }
        } catch (ClosedChannelException e) {
            // The test is over.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void converse(SocketChannel client) throws IOException {
        while (true) {
            ByteBuffer header = bytes(16);
            if (!fill(client, header)) {
                return;
            }
            short id = header.getShort(0);
            int command = header.getShort(2);
            ByteBuffer payload = bytes(header.getInt(4) - 16);
            fill(client, payload);
            payload.flip();
            if (faults.contains(Fault.ASKS_BETWEEN) && command != 1) {
                client.write(bytes(32)
                        .putShort((short) 99)
                        .putShort((short) 11)
                        .putInt(32)
                        .putInt(0)
                        .putInt(0)
                        .putLong(4096)
                        .putLong(64)
                        .flip());
                fill(client, bytes(16));
            }
            int error = 0;
            byte[] answer = new byte[0];
            try {
                answer = answer(client, command, payload);
            } catch (IllegalStateException e) {
                error = faults.contains(Fault.UNKNOWN_ERRNO) ? 131 : 22;
            }
            ByteBuffer reply = bytes(16 + answer.length).putShort(id).putShort((short) command);
            reply.putInt(16 + answer.length)
                    .putInt(error == 0 ? 1 : 0x21)
                    .putInt(error)
                    .put(answer)
                    .flip();
            client.write(reply);
        }
    }

    private byte[] answer(SocketChannel client, int command, ByteBuffer payload) throws IOException {
        return switch (command) {
            case 1 ->
                bytes(200)
                        .putInt(0x10000)
                        .put("{\"capabilities\":{\"max_data_xfer_size\":128}}".getBytes(StandardCharsets.UTF_8))
                        .array();
            case 4 -> bytes(16).putInt(16).putInt(3).putInt(9).putInt(5).array();
            case 13 -> {
                state = faults.contains(Fault.AS_LIBVFIO_USER) ? state : MigrationState.RUNNING;
                yield new byte[0];
            }
            case 16 -> feature(client, payload);
            case 17 -> read(payload.getInt(4));
            case 18 -> {
                require(state == MigrationState.RESUMING);
                byte[] more = Arrays.copyOf(in, in.length + payload.remaining() - 8);
                payload.get(8, more, in.length, payload.remaining() - 8);
                in = more;
                yield new byte[0];
            }
            default -> throw new IllegalStateException();
        };
    }

    private byte[] feature(SocketChannel client, ByteBuffer payload) throws IOException {
        int flags = payload.getInt(4);
        if (flags == (1 | 1 << 16)) {
            return bytes(16).putInt(16).putInt(flags).putLong(5).array();
        } else if (flags == (2 | 1 << 16)) {
            return bytes(16)
                    .putInt(16)
                    .putInt(flags)
                    .putInt(state.value())
                    .putInt(-1)
                    .array();
        }
        require(flags == (2 | 1 << 17));
        request(client, payload.getInt(8));
        return bytes(16).put(payload).array();
    }

    private void request(SocketChannel client, int number) throws IOException {
        Optional<List<Arc>> path = MigrationState.of(number)
                .flatMap(to -> TransitionTable.of(FeatureSet.STOP_COPY_PRE_COPY).path(state, to));
        for (Arc arc : path.orElseThrow(IllegalStateException::new)) {
            if (faults.contains(Fault.DIES)
                    && (arc == Arc.STOP_TO_RUNNING || (arc == Arc.STOP_COPY_TO_STOP && out.length > 0))) {
                throw new Death();
            } else if (faults.contains(Fault.HANGS) && arc == Arc.PRE_COPY_TO_RUNNING) {
                fill(client, bytes(1)); // Until the client gives it up.
                throw new Death();
            } else if (faults.contains(Fault.BABBLES) && arc == Arc.STOP_COPY_TO_STOP) {
                client.write(ByteBuffer.wrap("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.UTF_8)));
            }
            step(arc);
        }
    }

    private void step(Arc arc) {
        switch (arc) {
            case STOP_TO_STOP_COPY, PRE_COPY_TO_STOP_COPY -> out = memory.clone();
            case RUNNING_TO_PRE_COPY -> out = new byte[STATE_SIZE / 2];
            case STOP_TO_RESUMING -> in = new byte[0];
            case STOP_COPY_TO_STOP, PRE_COPY_TO_RUNNING -> out = new byte[0];
            case RESUMING_TO_STOP -> {
                boolean whole = in.length >= STATE_SIZE;
                require(whole || faults.contains(Fault.AS_LIBVFIO_USER));
                memory = whole ? Arrays.copyOfRange(in, in.length - STATE_SIZE, in.length) : memory;
            }
            default -> {}
        }
        boolean lies = faults.contains(Fault.LIES) && arc == Arc.PRE_COPY_TO_RUNNING;
        state = lies ? MigrationState.STOP : arc.to();
    }

    private byte[] read(int size) {
        require(state.inSavingGroup());
        int count = Math.min(size, out.length);
        byte[] answer = bytes(8 + (faults.contains(Fault.PADS) ? size : count))
                .putInt(8 + count)
                .putInt(count)
                .put(out, 0, count)
                .array();
        out = Arrays.copyOfRange(out, count, out.length);
        return answer;
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException();
        }
    }

    private static ByteBuffer bytes(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static boolean fill(SocketChannel from, ByteBuffer into) throws IOException {
        while (into.hasRemaining()) {
            if (from.read(into) < 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
