package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.NotInProtocolException;
import dev.vmig.conformance.testee.RemoteFailureException;
import dev.vmig.fsm.Arc;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.fsm.VfioDevice;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The device of a server. The protocol has no data_fd: this class makes a file whenever a request opens a session; it
 * lives as long as the states of the session.
 */
final class VfioUserDevice implements VfioDevice {
    private static final int MIGRATION = 1;
    private static final int MIG_DEVICE_STATE = 2;
    private static final int GET = 1 << 16;
    private static final int SET = 1 << 17;
    private static final int FEATURE_HEADER = 8;
    private static final int FEATURE = 16;
    private static final int NO_FD = -1;

    private final Connection connection;
    private final Runnable padded;
    private final TransitionTable table;
    /** The state last reported; null after a failure or a reset. */
    private @Nullable MigrationState state;
    /** The file of the open session. */
    private @Nullable MigrationData session;

    /**
     * Wraps a device in RUNNING, or at least without a session.
     *
     * @param padded runs for each reply that is longer than its data
     */
    VfioUserDevice(Connection connection, FeatureSet features, Runnable padded) {
        this.connection = connection;
        this.padded = padded;
        this.table = TransitionTable.of(features);
    }

    @Override
    public FeatureSet features() throws ErrnoException {
        return features(connection);
    }

    static FeatureSet features(Connection connection) throws ErrnoException {
        long flags = get(connection, MIGRATION).getLong();
        try {
            return FeatureSet.of(flags);
        } catch (IllegalArgumentException e) {
            throw new RemoteFailureException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public Optional<DataFile> setState(int requested) throws ErrnoException {
        MigrationState before = known();
        state = null;
        byte[] request = feature(MIG_DEVICE_STATE | SET, FEATURE)
                .putInt(requested)
                .putInt(NO_FD)
                .array();
        ByteBuffer echo =
                connection.ask(Command.DEVICE_FEATURE, request, FEATURE).in();
        if (echo.getInt(FEATURE_HEADER) != requested) {
            throw connection.garbage("DEVICE_FEATURE: device_state "
                    + Integer.toUnsignedString(echo.getInt(FEATURE_HEADER)) + " was echoed (expected: "
                    + Integer.toUnsignedString(requested) + ", as requested)");
        }
        Optional<MigrationState> now = MigrationState.of(requested);
        List<Arc> path = now.flatMap(target -> table.path(before, target)).orElse(List.of());
        if (!path.isEmpty()) {
            arrived(path.get(path.size() - 1).to());
            if (path.get(path.size() - 1).returnsFile()) {
                session = new MigrationData(this, path.get(path.size() - 1).to().inSavingGroup());
                return Optional.of(session);
            }
        }
        return Optional.empty();
    }

    @Override
    public MigrationState state() throws ErrnoException {
        int number = get(connection, MIG_DEVICE_STATE).getInt();
        MigrationState now = MigrationState.of(number)
                .orElseThrow(() ->
                        new RemoteFailureException("state " + Integer.toUnsignedString(number) + ", which is none"));
        arrived(now);
        return now;
    }

    /** Ends the session unless the new state belongs to it. */
    private void arrived(MigrationState now) {
        state = now;
        boolean lives = session != null && (session.saving() ? now.inSavingGroup() : now == MigrationState.RESUMING);
        session = lives ? session : null;
    }

    /** The state; reads it if it may have changed. */
    MigrationState known() throws ErrnoException {
        return state == null ? state() : state;
    }

    boolean isLive(MigrationData file) {
        return session == file;
    }

    @Override
    public long stopCopyLength() {
        throw new NotInProtocolException("VFIO_DEVICE_FEATURE_MIG_DATA_SIZE");
    }

    @Override
    public void usePrecopyInfoV2() {
        throw new NotInProtocolException("VFIO_DEVICE_FEATURE_MIG_PRECOPY_INFOv2");
    }

    @Override
    public void reset() {
        if (!connection.resets()) {
            throw new NotInProtocolException("DEVICE_RESET");
        }
        session = null;
        state = null;
        try {
            connection.ask(Command.DEVICE_RESET, new byte[0]);
        } catch (ErrnoException e) {
            throw new RemoteFailureException("DEVICE_RESET failed with " + e.errno());
        }
    }

    @Override
    public void close() {
        throw new NotInProtocolException("close of the device: its state outlives the connection");
    }

    /** Reads once; the number of bytes. */
    int read(byte[] buffer, int offset, int length) throws ErrnoException {
        int size = Math.min(length, connection.largestTransfer());
        byte[] request = Frame.out(FEATURE_HEADER)
                .putInt(FEATURE_HEADER + size)
                .putInt(size)
                .array();
        Frame reply = connection.ask(Command.MIG_DATA_READ, request);
        ByteBuffer in = reply.in();
        if (in.remaining() < FEATURE_HEADER) {
            throw connection.garbage(reply + " has " + in.remaining() + " bytes (expected: 8 or more)");
        }
        int count = in.getInt(Integer.BYTES);
        in.position(FEATURE_HEADER);
        if (count < 0 || count > size || count > in.remaining()) {
            throw connection.garbage("%s: size %s of %d bytes (expected: at most the %d that were asked for)"
                    .formatted(reply, Integer.toUnsignedString(count), in.remaining(), size));
        }
        if (count < in.remaining()) {
            padded.run();
        }
        in.get(buffer, offset, count);
        return count;
    }

    /** Writes once, at most what a message may hold. */
    int write(byte[] buffer, int offset, int length) throws ErrnoException {
        int size = Math.min(length, connection.largestTransfer());
        byte[] request = Frame.out(FEATURE_HEADER + size)
                .putInt(FEATURE_HEADER + size)
                .putInt(size)
                .put(buffer, offset, size)
                .array();
        connection.ask(Command.MIG_DATA_WRITE, request);
        return size;
    }

    private static ByteBuffer feature(int flags, int size) {
        return Frame.out(size).putInt(FEATURE).putInt(flags);
    }

    /** The eight bytes of a GET. */
    private static ByteBuffer get(Connection connection, int index) throws ErrnoException {
        byte[] request = feature(index | GET, FEATURE_HEADER).array();
        return connection.ask(Command.DEVICE_FEATURE, request, FEATURE).in().position(FEATURE_HEADER);
    }
}
