package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Trait;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.MigrationState;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Calls of the uAPI byte by byte, on a device in RUNNING that has no session: sizes, flags, memory that faults, numbers of files
 * that are used up (drivers/vfio/vfio_main.c of Linux). Each case leaves the device in RUNNING.
 */
final class UapiStep {
    /**
     * A case.
     *
     * @param words for reports
     */
    record Case(String words, Consumer<UapiStep> steps) {}

    /** All of them, in the order of their rules. */
    static final List<Case> CASES = List.of(
            new Case("structures that are too short, or cannot be read", UapiStep::shortStructures),
            new Case("flags and features that do not exist", UapiStep::wrongFlags),
            new Case("probes", UapiStep::probes),
            new Case("features, state and data_fd are asked for", UapiStep::answers),
            new Case("the answer to a request cannot be stored", UapiStep::answerFaults),
            new Case("no number is left for a data file", UapiStep::noFiles),
            new Case("a read into memory that cannot be written", UapiStep::readFaults),
            new Case("a write from memory that cannot be read", UapiStep::writeFaults),
            new Case("calls that a data file does not have", UapiStep::wrongFiles));

    // Numbers of uapi/linux/vfio.h, not those of fsm's byte layer: a wrong one there must not hide itself.
    private static final int PRECOPY_INFO = ';' << 8 | 121;
    private static final int GET = 1 << 16;
    private static final int SET = 1 << 17;
    private static final int PROBE = 1 << 18;
    private static final int UNKNOWN_FLAG = 1 << 20;
    private static final int MIGRATION = 1;
    private static final int STATE = 2;
    private static final int DATA_SIZE = 9;
    private static final int UNKNOWN_FEATURE = 0x7e57;
    private static final int HEADER = 8;
    private static final int FEATURE = 16;
    private static final int INFO = 24;
    private static final int NO_FILE = -1;
    private static final int SOME = 64;

    /** What a call has answered, and the memory of the caller after it, with zeros behind its end. */
    private record Reply(int value, ByteBuffer data) {}

    private final Context context;
    private final Side side;
    private final UapiCalls calls;

    private UapiStep(Context context, Side side, UapiCalls calls) {
        this.context = context;
        this.side = side;
        this.calls = calls;
    }

    /** Runs a case, if the port is there. */
    static void run(Context context, Side side, int number) {
        context.bench.ports().uapi().ifPresent(calls -> {
            UapiStep step = new UapiStep(context, side, calls);
            CASES.get(number % CASES.size()).steps.accept(step);
        });
    }

    private void shortStructures() {
        for (int size : List.of(0, HEADER - 1)) {
            refused("VMIG-UAP-001", Errno.EINVAL, feature(size, GET | MIGRATION, 0), "argsz " + size);
        }
        for (int size : List.of(HEADER, FEATURE - 1)) {
            for (int flags : List.of(GET | MIGRATION, GET | STATE, SET | STATE, GET | DATA_SIZE)) {
                refused(
                        "VMIG-UAP-001",
                        Errno.EINVAL,
                        feature(size, flags, MigrationState.STOP.value()),
                        "argsz " + size + ", flags 0x" + Integer.toHexString(flags));
            }
        }
        byte[] whole = feature(FEATURE, SET | STATE, MigrationState.STOP.value());
        for (int readable : List.of(0, HEADER - 1, HEADER, FEATURE - 1)) {
            refused("VMIG-UAP-001", Errno.EFAULT, Arrays.copyOf(whole, readable), readable + " bytes of memory");
        }
    }

    private void wrongFlags() {
        int stop = MigrationState.STOP.value();
        refused("VMIG-UAP-002", Errno.EINVAL, feature(FEATURE, UNKNOWN_FLAG | GET | MIGRATION, 0), "an unknown flag");
        refused("VMIG-UAP-002", Errno.EINVAL, feature(FEATURE, GET | SET | STATE, stop), "GET and SET at once");
        refused("VMIG-UAP-002", Errno.EINVAL, feature(FEATURE, STATE, stop), "neither GET, SET nor PROBE");
        refused("VMIG-UAP-002", Errno.EINVAL, feature(FEATURE, SET | MIGRATION, stop), "SET of MIGRATION");
        refused("VMIG-UAP-002", Errno.EINVAL, feature(FEATURE, SET | DATA_SIZE, stop), "SET of MIG_DATA_SIZE");
        refused("VMIG-UAP-002", Errno.ENOTTY, feature(FEATURE, GET | UNKNOWN_FEATURE, 0), "an unknown feature");
    }

    private void probes() {
        for (int flags : List.of(GET | MIGRATION, GET | STATE, SET | STATE, GET | SET | STATE, GET | DATA_SIZE)) {
            byte[] argument = feature(FEATURE, PROBE | flags, MigrationState.STOP.value());
            Reply reply = device(argument, true);
            boolean right = reply.value() == 0
                    && Arrays.equals(argument, 0, FEATURE, reply.data().array(), 0, FEATURE);
            check("VMIG-UAP-003", right, "PROBE 0x" + Integer.toHexString(flags), reply, "0, and nothing stored");
        }
        unchanged("VMIG-UAP-003", MigrationState.RUNNING, "PROBE of SET");
        refused("VMIG-UAP-003", Errno.EINVAL, feature(FEATURE, PROBE | SET | MIGRATION, 0), "PROBE of SET MIGRATION");
    }

    private void answers() {
        Reply features = device(feature(FEATURE, GET | MIGRATION, -1), true);
        boolean right = features.value() == 0
                && features.data().getLong(HEADER) == context.features().flags();
        check(
                "VMIG-UAP-004",
                right,
                "GET MIGRATION",
                features,
                "flags " + context.features().flags());
        Reply state = device(feature(FEATURE, GET | STATE, -1), true);
        right = state.value() == 0
                && state.data().getInt(HEADER) == MigrationState.RUNNING.value()
                && state.data().getInt(HEADER + Integer.BYTES) == NO_FILE;
        check("VMIG-UAP-004", right, "GET MIG_DEVICE_STATE", state, "RUNNING and data_fd -1");
        for (MigrationState to : List.of(MigrationState.STOP, MigrationState.STOP_COPY, MigrationState.STOP)) {
            Reply reply = set(to, true);
            int file = file(reply);
            boolean opens = to == MigrationState.STOP_COPY;
            right = reply.value() == 0 && (opens ? file >= 0 : file == NO_FILE);
            check("VMIG-UAP-004", right, "SET " + to, reply, opens ? "a data_fd" : "data_fd -1");
            if (opens && file >= 0) {
                close(file);
            }
        }
        restore("VMIG-UAP-004");
    }

    /** The kernel stores the answer after the arcs: the device is where the request has taken it. */
    private void answerFaults() {
        int before = numberOfNextFile("VMIG-UAP-005");
        Reply reply = set(MigrationState.STOP_COPY, false);
        check("VMIG-UAP-005", is(reply, Errno.EFAULT), "SET STOP_COPY, not stored", reply, "-EFAULT");
        unchanged("VMIG-UAP-005", MigrationState.STOP_COPY, "an answer that was not stored");
        restore("VMIG-UAP-005");
        int after = numberOfNextFile("VMIG-UAP-005");
        context.check("VMIG-UAP-005", before == after, "data_fd " + after, "data_fd " + before + ", as before");
    }

    private void noFiles() {
        calls.exhaustFiles(side, true);
        Reply reply = set(MigrationState.STOP_COPY, true);
        calls.exhaustFiles(side, false);
        boolean right = is(reply, Errno.EMFILE) || is(reply, Errno.ENFILE);
        check("VMIG-UAP-006", right, "SET STOP_COPY without a free number", reply, "-EMFILE or -ENFILE");
        MigrationState now = state("VMIG-UAP-006");
        boolean onItsWay = List.of(
                        MigrationState.RUNNING,
                        MigrationState.RUNNING_P2P,
                        MigrationState.STOP,
                        MigrationState.STOP_COPY)
                .contains(now);
        context.check("VMIG-UAP-006", onItsWay, "state " + now, "a state of the path");
        restore("VMIG-UAP-006");
        int file = numberOfNextFile("VMIG-UAP-006");
        context.check("VMIG-UAP-006", file >= 0, "data_fd " + file, "a data_fd, once there are numbers");
    }

    private void readFaults() {
        byte[] undisturbed = firstBytes(false);
        byte[] disturbed = firstBytes(true);
        boolean sameBytes = context.shape.traits().contains(Trait.SAME_STATE_SAME_BYTES);
        context.check(
                "VMIG-UAP-007",
                sameBytes ? Arrays.equals(undisturbed, disturbed) : undisturbed.length == disturbed.length,
                disturbed.length + " bytes after a read that faulted",
                (sameBytes ? "the same " : "") + undisturbed.length + " bytes");
    }

    private byte[] firstBytes(boolean fault) {
        int file = file(set(MigrationState.STOP_COPY, true));
        if (fault) {
            Reply faulted = reply(calls.read(side, file, new byte[SOME], false), new byte[0]);
            check("VMIG-UAP-007", is(faulted, Errno.EFAULT), "a read into faulting memory", faulted, "-EFAULT");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        byte[] some = new byte[SOME];
        for (int count = calls.read(side, file, some, true); count > 0; count = calls.read(side, file, some, true)) {
            all.write(some, 0, Math.min(count, SOME));
        }
        close(file);
        restore("VMIG-UAP-007");
        return all.toByteArray();
    }

    /** The load is given up by a reset: with nothing loaded RESUMING is not left otherwise. */
    private void writeFaults() {
        int file = file(set(MigrationState.RESUMING, true));
        int taken = calls.write(side, file, new byte[0], SOME);
        context.check(
                "VMIG-UAP-008",
                taken == -Errno.EFAULT.number(),
                "a write from faulting memory: " + value(taken),
                "-EFAULT");
        close(file);
        context.subject(side).device.reset();
    }

    private void wrongFiles() {
        int file = file(set(MigrationState.STOP_COPY, true));
        int written = calls.write(side, file, new byte[SOME], SOME);
        context.check(
                "VMIG-UAP-009",
                written == -Errno.EBADF.number(),
                "a write to a saving file: " + value(written),
                "-EBADF");
        Reply unknown = ioctl(file, UapiCalls.DEVICE_FEATURE, feature(FEATURE, GET | STATE, 0), true);
        check("VMIG-UAP-009", is(unknown, Errno.ENOTTY), "VFIO_DEVICE_FEATURE on a data file", unknown, "-ENOTTY");
        close(file);
        int closed = calls.close(side, file);
        context.check("VMIG-UAP-009", closed == -Errno.EBADF.number(), "a second close: " + value(closed), "-EBADF");
        restore("VMIG-UAP-009");
        if (context.features().hasPreCopy()) {
            infos();
        }
    }

    private void infos() {
        int file = file(set(MigrationState.PRE_COPY, true));
        Reply small = ioctl(file, PRECOPY_INFO, info(INFO - 1), true);
        check("VMIG-UAP-009", is(small, Errno.EINVAL), "pre-copy info, argsz " + (INFO - 1), small, "-EINVAL");
        Reply unstored = ioctl(file, PRECOPY_INFO, info(INFO), false);
        check("VMIG-UAP-009", is(unstored, Errno.EFAULT), "pre-copy info, not stored", unstored, "-EFAULT");
        Reply whole = ioctl(file, PRECOPY_INFO, info(INFO), true);
        boolean right = whole.value() == 0
                && whole.data().getLong(HEADER) >= 0
                && whole.data().getLong(FEATURE) >= 0;
        check("VMIG-UAP-009", right, "pre-copy info", whole, "0 and two counters");
        close(file);
        restore("VMIG-UAP-009");
    }

    /** The number that a data file gets; -1 if none. The device is in RUNNING before and after it. */
    private int numberOfNextFile(String rule) {
        int file = file(set(MigrationState.STOP_COPY, true));
        if (file >= 0) {
            close(file);
        }
        restore(rule);
        return file;
    }

    private void refused(String rule, Errno errno, byte[] argument, String what) {
        Reply reply = device(argument, true);
        check(rule, is(reply, errno), what, reply, "-" + errno);
        unchanged(rule, MigrationState.RUNNING, what);
    }

    private void restore(String rule) {
        Reply reply = set(MigrationState.RUNNING, true);
        check(rule, reply.value() == 0, "SET RUNNING", reply, "0");
        unchanged(rule, MigrationState.RUNNING, "SET RUNNING");
    }

    private void unchanged(String rule, MigrationState expected, String after) {
        MigrationState now = state(rule);
        context.check(rule, now == expected, "state " + now + " after " + after, "state " + expected);
    }

    private MigrationState state(String rule) {
        Reply reply = device(feature(FEATURE, GET | STATE, 0), true);
        Optional<MigrationState> now = MigrationState.of(reply.data().getInt(HEADER));
        check(rule, reply.value() == 0 && now.isPresent(), "GET MIG_DEVICE_STATE", reply, "a state");
        return now.orElse(MigrationState.ERROR);
    }

    private Reply set(MigrationState to, boolean storable) {
        return device(feature(FEATURE, SET | STATE, to.value()), storable);
    }

    private Reply device(byte[] argument, boolean storable) {
        return ioctl(UapiCalls.DEVICE, UapiCalls.DEVICE_FEATURE, argument, storable);
    }

    private Reply ioctl(int file, int request, byte[] argument, boolean storable) {
        byte[] memory = argument.clone();
        return reply(calls.ioctl(side, file, request, memory, storable), memory);
    }

    private static Reply reply(int value, byte[] memory) {
        return new Reply(value, ByteBuffer.wrap(Arrays.copyOf(memory, INFO)).order(ByteOrder.LITTLE_ENDIAN));
    }

    private void close(int file) {
        calls.close(side, file);
    }

    private static int file(Reply reply) {
        return reply.value() == 0 ? reply.data().getInt(HEADER + Integer.BYTES) : NO_FILE;
    }

    private static byte[] feature(int argsz, int flags, int data) {
        return ByteBuffer.allocate(FEATURE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(argsz)
                .putInt(flags)
                .putInt(data)
                .array();
    }

    private static byte[] info(int argsz) {
        return ByteBuffer.allocate(INFO)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(argsz)
                .putInt(0)
                .putLong(-1)
                .putLong(-1)
                .array();
    }

    private static boolean is(Reply reply, Errno errno) {
        return reply.value() == -errno.number();
    }

    private void check(String rule, boolean right, String what, Reply reply, String allowed) {
        context.check(rule, right, what + ": " + value(reply.value()) + describe(reply), allowed);
    }

    private static String describe(Reply reply) {
        return reply.value() == 0 ? ", data " + Long.toHexString(reply.data().getLong(HEADER)) : "";
    }

    private static String value(int value) {
        return value < 0
                ? Errno.of(-value).map(errno -> "-" + errno).orElse(String.valueOf(value))
                : String.valueOf(value);
    }
}
