package dev.vmig.conformance.kit;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.DeadlockException;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.VfioDevice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.commons.lang3.function.FailableSupplier;
import org.jspecify.annotations.Nullable;

/** Makes calls on the devices of one driver. Answers are in words that do not depend on the layout of its stream. */
final class Playback {
    private static final int MOST = 1 << 20;
    /** No size, and no kind of record, that a driver knows. */
    private static final byte GARBAGE = 0x5a;

    private final Bench bench;
    private final Device source;
    private final Device target;
    private Saved saved = new Saved();

    Playback(Bench bench) {
        this.bench = bench;
        this.source = new Device(bench.source());
        this.target = new Device(bench.target());
    }

    /**
     * An answer, and what it was given in.
     *
     * @param made whether the call could be made
     * @param text the answer
     * @param ended the file is of a session that has ended
     * @param spoiled the session was given bytes that are no stream
     * @param loaded the session was given a whole stream
     */
    record Outcome(boolean made, String text, boolean ended, boolean spoiled, boolean loaded) {}

    private static final class Device {
        private final VfioDevice device;
        private final List<OpenFile> files = new ArrayList<>();

        Device(VfioDevice device) {
            this.device = device;
        }

        @Nullable
        OpenFile file(int age) {
            int index = files.size() - 1 - age;
            return index < 0 ? null : files.get(index);
        }
    }

    private static final class OpenFile {
        private final DataFile file;
        private boolean ended;
        private boolean spoiled;
        private Saved given = new Saved();
        private int taken;

        OpenFile(DataFile file) {
            this.file = file;
        }

        boolean isLoaded() {
            return given.whole && taken == given.bytes.size() && !spoiled;
        }
    }

    /** What was read of a saving session. */
    private static final class Saved {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean whole;
    }

    Outcome play(Call call) {
        Device on = call.side().of(source, target);
        OpenFile file = on.file(call.age());
        boolean ended = file != null && file.ended;
        boolean spoiled = file != null && file.spoiled;
        boolean loaded = file != null && file.isLoaded();
        bench.ports().budget().ifPresent(budget -> budget.allow(StepBudget.OF_A_CALL));
        Optional<String> answer = answer(on, file, call);
        return new Outcome(answer.isPresent(), answer.orElse("not made"), ended, spoiled, loaded);
    }

    private Optional<String> answer(Device on, @Nullable OpenFile file, Call call) {
        try {
            return switch (call.kind()) {
                case SET_STATE -> Optional.of(request(on, call.number()));
                case GET_STATE -> Optional.of(state(on));
                case DATA_SIZE -> Optional.of(told(() -> on.device.stopCopyLength() >= 0 ? "a length" : "below 0"));
                case RESET -> Optional.of(reset(on));
                default -> file == null ? Optional.empty() : ofFile(file, call);
            };
        } catch (NotInProtocolException e) {
            return Optional.empty();
        } catch (StepBudget.ExhaustedException | DeadlockException | NoAnswerException e) {
            return Optional.of("no answer");
        }
    }

    private static String told(FailableSupplier<String, ErrnoException> call) {
        try {
            return call.get();
        } catch (ErrnoException e) {
            return e.errno().name();
        }
    }

    private static String state(Device on) {
        return told(() -> "state " + on.device.state());
    }

    private static String request(Device on, int requested) {
        String answer = told(() -> {
            Optional<DataFile> file = on.device.setState(requested);
            file.ifPresent(given -> {
                endSession(on);
                on.files.add(new OpenFile(given));
            });
            return file.isPresent() ? "success, a file" : "success, no file";
        });
        String state = state(on);
        boolean inSession = Arrays.stream(MigrationState.values())
                .filter(one -> state.equals("state " + one))
                .anyMatch(one -> one.inSavingGroup() || one == MigrationState.RESUMING);
        if (!inSession) {
            endSession(on);
        }
        return answer + ", " + state;
    }

    private static void endSession(Device on) {
        on.files.forEach(file -> file.ended = true);
    }

    private static String reset(Device on) {
        on.device.reset();
        endSession(on);
        return state(on);
    }

    private Optional<String> ofFile(OpenFile file, Call call) {
        return switch (call.kind()) {
            case PRECOPY_INFO ->
                Optional.of(told(() -> file.file.precopyInfo().initialBytes()
                                        + file.file.precopyInfo().dirtyBytes()
                                > 0
                        ? "something to read"
                        : "nothing to read"));
            case READ -> Optional.of(read(file, call.number()));
            case DRAIN -> Optional.of(drain(file));
            case WRITE, FILL -> write(file, call.number());
            case WRITE_GARBAGE -> Optional.of(garbage(file, call.number()));
            default -> throw new IllegalArgumentException("call: " + call + " (expected: one of a comparison)");
        };
    }

    private String read(OpenFile file, int length) {
        byte[] buffer = new byte[length];
        return told(() -> {
            int count = file.file.read(buffer, 0, length);
            if (file.taken == 0) {
                saved = new Saved();
            }
            saved.bytes.write(buffer, 0, Math.max(0, count));
            file.taken += Math.max(0, count);
            return count > 0 ? "bytes" : "0 bytes";
        });
    }

    /** Until there is no more, or no more for now. */
    private String drain(OpenFile file) {
        boolean some = false;
        String answer = read(file, MOST);
        while (answer.equals("bytes")) {
            some = true;
            answer = read(file, MOST);
        }
        saved.whole = answer.equals("0 bytes");
        return some ? "bytes, then " + answer : answer;
    }

    /** The next bytes of what was saved last. */
    private Optional<String> write(OpenFile file, int most) {
        if (file.taken == 0) {
            file.given = saved;
        }
        byte[] bytes = file.given.bytes.toByteArray();
        int count = Math.min(most, bytes.length - file.taken);
        if (count <= 0) {
            return Optional.empty();
        }
        String answer = told(() -> {
            int taken = file.file.write(bytes, file.taken, count);
            file.taken += Math.max(0, taken);
            return "taken";
        });
        file.spoiled |= !answer.equals("taken");
        return Optional.of(answer);
    }

    private static String garbage(OpenFile file, int length) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, GARBAGE);
        String answer = told(() -> file.file.write(bytes, 0, length) > 0 ? "taken" : "nothing taken");
        file.spoiled = true;
        return answer;
    }
}
