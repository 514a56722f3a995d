package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.NoAnswerException;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.DeadlockException;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.VfioDevice;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A device of a testee behind the commands of the protocol. It outlives its clients. A call that does not return has no
 * reply, and one that fails without an errno ends the connection, as the death of a server would; the next client then
 * finds a newly opened device.
 */
public final class ServedDevice {
    private static final int MIGRATION = 1;
    private static final int MIG_DEVICE_STATE = 2;
    private static final int INDEX = 0xffff;
    private static final int GET = 1 << 16;
    private static final int SET = 1 << 17;
    private static final int PROBE = 1 << 18;
    private static final int HEADER = 8;
    private static final int FEATURE = 16;
    /** data_fd, in the upper half of eight bytes. */
    private static final long NO_FD = -1L << Integer.SIZE;

    /** Bound on the polls for bytes that a read has answered with EAGAIN. */
    private static final int WAITS = 1_000;

    private static final Duration WAIT = Duration.ofMillis(1);

    private final Supplier<Bench> opened;
    private final Side side;
    private Bench bench;
    private @Nullable DataFile file;
    private boolean lost;

    private ServedDevice(Supplier<Bench> opened, Side side) {
        this.opened = opened;
        this.side = side;
        this.bench = opened.get();
    }

    /** Opens a device for a seed. */
    public static ServedDevice of(Testee testee, long seed, Side side) {
        return new ServedDevice(() -> testee.open(seed), side);
    }

    /** The device does not answer until it is opened again. */
    static final class LostException extends Exception {
        @Serial
        private static final long serialVersionUID = 1;

        private final boolean silent;

        LostException(boolean silent) {
            super(silent ? "it does not return" : "it has failed");
            this.silent = silent;
        }

        /** Whether the client gets neither a reply nor the end of the connection. */
        boolean isSilent() {
            return silent;
        }
    }

    /** A client connects. */
    void visit() {
        if (lost) {
            bench = opened.get();
            file = null;
            lost = false;
        }
    }

    /** Answers a command other than VERSION. */
    byte[] answer(Frame frame, int largestTransfer, DmaMaps maps) throws Refusal, LostException {
        if (lost) {
            throw new LostException(true);
        }
        Command command = Command.of(frame.command()).orElseThrow(() -> new Refusal(Errno.EINVAL));
        bench.ports().budget().ifPresent(budget -> budget.allow(StepBudget.OF_A_CALL));
        try {
            return switch (command) {
                case DMA_MAP -> maps.map(frame);
                case DMA_UNMAP -> maps.unmap(frame);
                case DEVICE_RESET -> {
                    Refusal.unless(frame.payload().length == 0);
                    device().reset();
                    yield frame.payload();
                }
                case DEVICE_FEATURE -> feature(frame);
                case MIG_DATA_READ -> read(frame, largestTransfer);
                case MIG_DATA_WRITE -> write(frame, largestTransfer);
                default -> PciDevice.answer(command, frame, largestTransfer);
            };
        } catch (ErrnoException e) {
            throw new Refusal(e.errno());
        } catch (StepBudget.ExhaustedException | DeadlockException | NoAnswerException e) {
            lost = true;
            throw new LostException(true);
        } catch (RuntimeException e) {
            lost = true;
            throw new LostException(false);
        }
    }

    private VfioDevice device() {
        return side == Side.SOURCE ? bench.source() : bench.target();
    }

    private byte[] feature(Frame frame) throws Refusal, ErrnoException {
        ByteBuffer in = frame.in();
        Refusal.unless(in.remaining() >= HEADER);
        int argsz = in.getInt();
        int flags = in.getInt();
        int index = flags & INDEX;
        int ops = flags & ~INDEX;
        int known = index == MIGRATION ? GET | PROBE : GET | SET | PROBE;
        boolean one = (ops & PROBE) != 0 || ops == GET || ops == SET;
        Refusal.unless((index == MIGRATION || index == MIG_DEVICE_STATE) && (ops & ~known) == 0 && one);
        if ((ops & PROBE) != 0) {
            Refusal.unless(argsz >= frame.payload().length);
            device().features();
            return frame.payload();
        } else if (ops == SET) {
            Refusal.unless(in.remaining() == HEADER && argsz >= FEATURE);
            set(in.getInt());
            return frame.payload();
        }
        Refusal.unless(argsz >= FEATURE);
        long answer = index == MIGRATION
                ? device().features().flags()
                : device().state().value() | NO_FD;
        return Frame.out(FEATURE).putInt(FEATURE).putInt(flags).putLong(answer).array();
    }

    /**
     * Requests a state. The previous file is kept until the next one: the driver has to answer that its session has
     * ended.
     */
    private void set(int state) throws ErrnoException {
        DataFile returned = device().setState(state).orElse(null);
        if (returned != null) {
            if (file != null) {
                file.close();
            }
            file = returned;
        }
    }

    private byte[] read(Frame frame, int largestTransfer) throws Refusal, ErrnoException {
        Refusal.unless(frame.payload().length == HEADER);
        int argsz = frame.in().getInt();
        int size = frame.in().getInt(Integer.BYTES);
        Refusal.unless(size >= 0 && size <= largestTransfer && argsz >= HEADER + size);
        byte[] data = new byte[size];
        int count = 0;
        for (int more = read(data, count); more > 0; more = read(data, count)) {
            count += more;
        }
        return Frame.out(HEADER + count)
                .putInt(HEADER + count)
                .putInt(count)
                .put(data, 0, count)
                .array();
    }

    /** Reads the available bytes; an error after some data is left for the next command. */
    private int read(byte[] data, int offset) throws Refusal, ErrnoException {
        DataFile from = file();
        for (int waits = 0; offset < data.length; waits++) {
            try {
                return from.read(data, offset, data.length - offset);
            } catch (ErrnoException e) {
                if (e.errno() == Errno.EAGAIN && waits < WAITS) {
                    bench.ports().scheduler().ifPresent(time -> time.pass(WAIT));
                } else if (offset > 0 || (e.errno() == Errno.ENOMSG && isPreCopy())) {
                    return 0;
                } else {
                    throw outside(e);
                }
            }
        }
        return 0;
    }

    private boolean isPreCopy() throws ErrnoException {
        return switch (device().state()) {
            case PRE_COPY, PRE_COPY_P2P -> true;
            default -> false;
        };
    }

    private byte[] write(Frame frame, int largestTransfer) throws Refusal, ErrnoException {
        Refusal.unless(frame.payload().length >= HEADER);
        int argsz = frame.in().getInt();
        int size = frame.in().getInt(Integer.BYTES);
        Refusal.unless(size >= 0 && size <= largestTransfer && argsz >= HEADER + size);
        Refusal.unless(frame.payload().length == HEADER + size);
        DataFile into = file();
        byte[] data = Arrays.copyOfRange(frame.payload(), HEADER, HEADER + size);
        for (int taken = 0; taken < size; ) {
            int count;
            try {
                count = into.write(data, taken, size - taken);
            } catch (ErrnoException e) {
                throw outside(e);
            }
            Refusal.unless(count > 0 && count <= size - taken);
            taken += count;
        }
        return new byte[0];
    }

    private DataFile file() throws Refusal {
        if (file == null) {
            throw new Refusal(Errno.EINVAL);
        }
        return file;
    }

    /**
     * Maps errnos of files, which the protocol lacks: an ended session or wrong direction is a command in a wrong
     * state.
     */
    private static ErrnoException outside(ErrnoException e) {
        return e.errno() == Errno.ENODEV || e.errno() == Errno.EBADF
                ? new ErrnoException(Errno.EINVAL, String.valueOf(e.getMessage()))
                : e;
    }
}
