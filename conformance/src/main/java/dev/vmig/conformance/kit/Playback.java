package dev.vmig.conformance.kit;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.DeadlockException;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.PrecopyInfo;
import dev.vmig.fsm.VfioDevice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.lang3.function.FailableSupplier;
import org.jspecify.annotations.Nullable;

/** Makes calls on the devices of one driver. Answers are in words that do not depend on the layout of its stream. */
final class Playback {
    private static final int MOST = 1 << 20;
    /** More reads of that size than any stream takes. */
    private static final int MANY = 100;
    /** No size, and no kind of record, that a driver knows. */
    private static final byte GARBAGE = 0x5a;

    private static final Set<String> IN_SESSION = Arrays.stream(MigrationState.values())
            .filter(one -> one.inSavingGroup() || one == MigrationState.RESUMING)
            .map(MigrationState::name)
            .collect(Collectors.toUnmodifiableSet());

    private final Bench bench;
    private final Device source;
    private final Device target;
    private Saved saved = new Saved();

    Playback(Bench bench) {
        this.bench = bench;
        this.source = new Device(bench.source());
        this.target = new Device(bench.target());
    }

    private static final class Device {
        private final VfioDevice device;
        private final List<OpenFile> files = new ArrayList<>();
        /** As reported last. */
        private String state = MigrationState.RUNNING.name();

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
        private boolean resuming;
        private boolean ended;
        private boolean spoiled;
        private Saved given = new Saved();
        private int taken;

        OpenFile(DataFile file) {
            this.file = file;
        }

        boolean isWhole() {
            return given.whole && taken == given.bytes.size() && !spoiled;
        }
    }

    /** What was read of a saving session. */
    private static final class Saved {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        /** Whether the last read found an end, the temporary one of PRE_COPY included. */
        private boolean whole;
    }

    /** What precedes the call. */
    Situation before(Call call) {
        Device on = call.side().of(source, target);
        OpenFile file = on.file(call.age());
        return file == null
                ? new Situation(on.state, false, false, false, false)
                : new Situation(on.state, file.resuming, file.ended, file.spoiled, file.isWhole());
    }

    /** The answer; empty if the call cannot be made. */
    Optional<String> play(Call call) {
        Device on = call.side().of(source, target);
        bench.ports().budget().ifPresent(budget -> budget.allow(StepBudget.OF_A_CALL));
        return answer(on, on.file(call.age()), call);
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
        on.state = told(() -> on.device.state().name());
        return "state " + on.state;
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
        if (answer.equals("success, a file")) {
            on.files.get(on.files.size() - 1).resuming = on.state.equals(MigrationState.RESUMING.name());
        }
        if (!IN_SESSION.contains(on.state)) {
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
            case PRECOPY_INFO -> Optional.of(told(() -> counted(file.file.precopyInfo())));
            case READ -> Optional.of(read(file, call.number()));
            case DRAIN -> Optional.of(drain(file));
            case WRITE, FILL -> write(file, call.number());
            case WRITE_GARBAGE -> Optional.of(garbage(file, call.number()));
            default -> throw new IllegalArgumentException("call: " + call + " (expected: one of a comparison)");
        };
    }

    private static String counted(PrecopyInfo info) {
        return info.initialBytes() + info.dirtyBytes() > 0 ? "something to read" : "nothing to read";
    }

    private String read(OpenFile file, int length) {
        byte[] buffer = new byte[length];
        return told(() -> {
            int count = file.file.read(buffer, 0, length);
            if (count <= 0) {
                return "0 bytes";
            }
            if (file.taken == 0) {
                saved = new Saved();
            }
            saved.bytes.write(buffer, 0, count);
            saved.whole = false;
            file.taken += count;
            return "bytes";
        });
    }

    /** Until there is no more, or no more for now. */
    private String drain(OpenFile file) {
        boolean some = false;
        String answer = read(file, MOST);
        for (int reads = 0; reads < MANY && answer.equals("bytes"); reads++) {
            some = true;
            answer = read(file, MOST);
        }
        saved.whole |= some && (answer.equals("0 bytes") || answer.equals("ENOMSG"));
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
