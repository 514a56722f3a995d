package dev.vmig.conformance.kit;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A device that two threads call, and what they have read and opened. */
final class RacingDevice {
    /** What one of the threads got. */
    static final class Caller {
        private final List<String> answers = new ArrayList<>();
        private final List<String> pieces = new ArrayList<>();
        private @Nullable DataFile opened;

        void note(String answer) {
            answers.add(answer);
        }

        private RaceOutcome.Calls calls(String end) {
            List<String> all = new ArrayList<>(answers);
            if (!end.isEmpty()) {
                all.add("its" + end);
            }
            return new RaceOutcome.Calls(all, pieces);
        }
    }

    /** A read or write did less than it might have: an answer that any driver may give, which says nothing. */
    static final class UnjudgedException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final String END = "0";
    private static final String READ_ON = " file ends with ";
    private static final Set<String> ENDS = Set.of(READ_ON + END, READ_ON + Errno.ENOMSG);
    private static final int ALL = 1 << 16;
    private static final int MOST_READS = 100_000;

    private final VfioDevice device;
    private final byte[] stream;
    private final @Nullable DataFile file;

    private RacingDevice(VfioDevice device, byte[] stream, @Nullable DataFile file) {
        this.device = device;
        this.stream = stream;
        this.file = file;
    }

    /**
     * Brings a new device into the state of a race.
     *
     * @throws ErrnoException if it does not come there; other scenarios judge that
     */
    static RacingDevice opened(Bench bench, MigrationState state) throws ErrnoException {
        byte[] stream = {};
        bench.ports().guest().ifPresent(guest -> guest.setUp(Side.SOURCE, 0));
        VfioDevice device = bench.source();
        if (state == MigrationState.RESUMING) {
            stream = drained(bench.source().setState(MigrationState.STOP_COPY));
            device = bench.target();
        }
        Optional<DataFile> file = state == MigrationState.RUNNING ? Optional.empty() : device.setState(state);
        return new RacingDevice(device, stream, file.orElse(null));
    }

    VfioDevice device() {
        return device;
    }

    /** The file of the session that the race begins in. */
    DataFile file() throws ErrnoException {
        if (file == null) {
            throw new ErrnoException(Errno.EBADF, "the device returned no file");
        }
        return file;
    }

    String read(Caller caller, int length) throws ErrnoException {
        byte[] buffer = new byte[length];
        int count = file().read(buffer, 0, length);
        if (count < 0 || count > length) {
            return count + " bytes of " + length;
        }
        caller.pieces.add(HexFormat.of().formatHex(buffer, 0, count));
        return count == 0 ? "the end" : "bytes";
    }

    /** Writes a half of the stream, the second one being the longer. */
    String write(int half) throws ErrnoException {
        int middle = stream.length / 2;
        int from = half == 0 ? 0 : middle;
        int length = half == 0 ? middle : stream.length - middle;
        int count = file().write(stream, from, length);
        if (count > 0 && count < length) {
            throw new UnjudgedException();
        }
        return count == length ? "all written" : count + " bytes of " + length;
    }

    String request(Caller caller, MigrationState state) throws ErrnoException {
        caller.opened = device.setState(state.value()).orElse(null);
        return caller.opened == null ? state + ", no file" : state + ", a file";
    }

    /**
     * What is left after both calls: the state, what the files say, and whether the device goes on.
     *
     * @param sameBytes whether the saved bytes tell which state was loaded
     */
    RaceOutcome outcome(Caller one, Caller two, boolean sameBytes) {
        StringBuilder after = new StringBuilder("state " + answer(() -> String.valueOf(device.state())));
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        String end = end(file, rest);
        String oneEnd = end(one.opened, rest);
        String twoEnd = end(two.opened, rest);
        boolean whole = Stream.of(end, oneEnd, twoEnd).anyMatch(ENDS::contains);
        after.append(end.isEmpty() ? "" : ", the" + end);
        after.append("; STOP: ").append(answer(() -> presence(device.setState(MigrationState.STOP))));
        String loaded = answer(() -> {
            byte[] saved = drained(device.setState(MigrationState.STOP_COPY));
            return sameBytes && stream.length > 0
                    ? "saves " + HexFormat.of().formatHex(saved).hashCode()
                    : "saves";
        });
        after.append("; STOP_COPY: ").append(loaded);
        after.append("; RUNNING: ").append(answer(() -> presence(device.setState(MigrationState.RUNNING))));
        return new RaceOutcome(
                one.calls(oneEnd),
                two.calls(twoEnd),
                after.toString(),
                HexFormat.of().formatHex(rest.toByteArray()),
                whole);
    }

    private interface Asked {
        String ask() throws ErrnoException;
    }

    private static String answer(Asked asked) {
        try {
            return asked.ask();
        } catch (ErrnoException e) {
            return e.errno().toString();
        }
    }

    private static String presence(Optional<DataFile> file) {
        return file.isPresent() ? "a file" : "no file";
    }

    /** How a file ends that is read on; empty if there is none. */
    private static String end(@Nullable DataFile file, ByteArrayOutputStream into) {
        return file == null ? "" : READ_ON + rest(file, into);
    }

    /** Reads a file to its end, or to its temporary end. */
    private static String rest(DataFile file, ByteArrayOutputStream into) {
        byte[] buffer = new byte[ALL];
        for (int i = 0; i < MOST_READS; i++) {
            try {
                int count = file.read(buffer, 0, buffer.length);
                if (count <= 0) {
                    return count == 0 ? END : count + " bytes read";
                }
                into.write(buffer, 0, Math.min(count, buffer.length));
            } catch (ErrnoException e) {
                return e.errno().toString();
            }
        }
        return "endless";
    }

    private static byte[] drained(Optional<DataFile> file) throws ErrnoException {
        if (file.isEmpty()) {
            throw new ErrnoException(Errno.EBADF, "the device returned no file");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        rest(file.get(), bytes);
        return bytes.toByteArray();
    }
}
