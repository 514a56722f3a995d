package dev.vmig.conformance.kit;

import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.DeadlockException;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.fsm.VfioDevice;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Requests every state in every state, each on newly opened devices, so that one wrong answer does not hide another. A
 * session is left both unused and used to its end, except RESUMING, which is left with a complete stream only:
 * VMIG-ERR-002 and VMIG-ERR-003 are about the rest.
 */
public final class TransitionSurvey {
    private static final String UNREAD = "nothing read";
    private static final String READ = "all read";
    private static final String WRITTEN = "a whole stream written";
    private static final int CHUNK = 1 << 16;
    /** A longer stream is considered endless. */
    private static final int LONGEST = 1 << 26;

    private final Testee testee;
    private final long seed;
    private final TransitionTable table;

    private TransitionSurvey(Testee testee, long seed) {
        this.testee = testee;
        this.seed = seed;
        this.table = TransitionTable.of(testee.shape().features());
    }

    /** All requests between the states of the feature set, in the order of the table. */
    public static List<Transition> of(Testee testee, long seed) {
        TransitionSurvey survey = new TransitionSurvey(testee, seed);
        List<MigrationState> states = Arrays.stream(MigrationState.values())
                .filter(testee.shape().features()::supports)
                .toList();
        List<Transition> all = new ArrayList<>();
        try {
            for (MigrationState from : states) {
                for (MigrationState to : states) {
                    sessions(from).forEach(session -> all.add(survey.transition(from, to, session)));
                }
            }
        } catch (TesteeEndedException e) {
            // The report has the violation that lost the devices, and the requests before it.
            if (all.stream().allMatch(Transition::holds)) {
                throw e;
            }
        }
        return all;
    }

    private static List<String> sessions(MigrationState from) {
        if (from == RESUMING) {
            return List.of(WRITTEN);
        }
        return from.inSavingGroup() ? List.of(UNREAD, READ) : List.of("");
    }

    private Transition transition(MigrationState from, MigrationState to, String session) {
        boolean accepted = table.allows(from, to);
        String allowed = accepted ? "success, state " + to : Errno.EINVAL + ", state " + from;
        return new Transition(from, to, session, observed(testee.open(seed), from, to, session), allowed);
    }

    private String observed(Bench bench, MigrationState from, MigrationState to, String session) {
        bench.ports().budget().ifPresent(budget -> budget.allow(Integer.MAX_VALUE));
        String progress = "not reached: ";
        try {
            VfioDevice device = from == RESUMING ? bench.target() : bench.source();
            byte[] stream = from == RESUMING ? saved(bench.source()) : new byte[0];
            Optional<DataFile> file = from == RUNNING ? Optional.empty() : device.setState(from);
            if (file.isPresent() && from == RESUMING) {
                write(file.get(), stream);
            } else if (file.isPresent() && session.equals(READ)) {
                readAll(file.get());
            }
            progress = "";
            bench.ports().budget().ifPresent(budget -> budget.allow(StepBudget.OF_A_CALL));
            String answer = answer(device, to);
            return answer + ", state " + device.state();
        } catch (ErrnoException e) {
            return progress + e.errno();
        } catch (NoAnswerException | StepBudget.ExhaustedException | DeadlockException e) {
            return progress + "no answer: " + e.getMessage();
        } catch (TesteeException e) {
            throw e;
        } catch (RuntimeException e) {
            return progress + "no errno: " + e;
        }
    }

    private static String answer(VfioDevice device, MigrationState to) {
        try {
            device.setState(to);
            return "success";
        } catch (ErrnoException e) {
            return e.errno().name();
        }
    }

    private static byte[] saved(VfioDevice device) throws ErrnoException {
        DataFile file = device.setState(STOP_COPY)
                .orElseThrow(() -> new IllegalStateException("a request for STOP_COPY returned no file"));
        return readAll(file);
    }

    private static byte[] readAll(DataFile file) throws ErrnoException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] buffer = new byte[CHUNK];
        for (int count = read(file, buffer); count > 0 && bytes.size() < LONGEST; count = read(file, buffer)) {
            bytes.write(buffer, 0, count);
        }
        return bytes.toByteArray();
    }

    /** Reads; 0 at the end or temporary end of the stream. */
    private static int read(DataFile file, byte[] buffer) throws ErrnoException {
        try {
            return file.read(buffer, 0, buffer.length);
        } catch (ErrnoException e) {
            if (e.errno() == Errno.ENOMSG) {
                return 0;
            }
            throw e;
        }
    }

    private static void write(DataFile file, byte[] stream) throws ErrnoException {
        for (int taken = 0; taken < stream.length; ) {
            int count = file.write(stream, taken, stream.length - taken);
            if (count <= 0) {
                throw new IllegalStateException("a write took " + count + " bytes (expected: 1 or more)");
            }
            taken += count;
        }
    }
}
