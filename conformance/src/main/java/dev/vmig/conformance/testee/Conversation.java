package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.NoAnswerException;
import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Calls to a program and its answers, one at a time. During a call the program may report that a timer is due. */
final class Conversation implements AutoCloseable {
    private static final List<String> ANSWERS = List.of("ok", "errno", "stuck", "failed", "due");

    private final Program program;
    private final AnswerTimeout timeout;
    private final Map<Long, Runnable> timers = new HashMap<>();
    private long lastId;
    private long lastTimer;
    private boolean broken;

    Conversation(Program program, AnswerTimeout timeout) {
        this.program = program;
        this.timeout = timeout;
    }

    /** Whether the program takes further calls. */
    boolean isAlive() {
        return !broken && program.isAlive();
    }

    /** A call message to be completed and sent. */
    Message call(String name) {
        return new Message().with("id", ++lastId).with("call", name);
    }

    /** Registers an action for a timer. */
    long timer(Runnable action) {
        timers.put(++lastTimer, action);
        return lastTimer;
    }

    /** Drops all timers, since the devices have been opened anew. */
    void forgetTimers() {
        timers.clear();
    }

    /**
     * Makes a call of the uAPI.
     *
     * @param read extracts the result from the answer
     * @throws NoAnswerException if the answer does not come in time, or the program has ended
     */
    <T> T ask(Message call, Function<Message, T> read) throws ErrnoException {
        return ask(call, read, timeout.begin(program::kill));
    }

    /**
     * Makes a call outside the uAPI, which cannot fail.
     *
     * @throws NoAnswerException as above
     */
    <T> T require(Message call, Function<Message, T> read) {
        try {
            return ask(call, read);
        } catch (ErrnoException e) {
            throw broken(call + " was answered with " + e.errno() + " (expected: ok)");
        }
    }

    /**
     * Makes the call {@code hello}.
     *
     * @throws TesteeException if there is no answer
     */
    <T> T greet(Message call, Function<Message, T> read) {
        try {
            return ask(call, read, timeout.beginStart(program::kill));
        } catch (NoAnswerException e) {
            String reason = AnswerTimeout.NONE_IN_TIME.equals(e.getMessage())
                    ? "no answer to hello in time: is stdout flushed after each line?"
                    : e.getMessage() + " when it was asked for hello";
            throw new TesteeException("testee: " + reason, e);
        } catch (ErrnoException e) {
            throw broken(call + " was answered with " + e.errno() + " (expected: ok)");
        }
    }

    private <T> T ask(Message call, Function<Message, T> read, AnswerTimeout.Wait wait) throws ErrnoException {
        boolean answered = false;
        try (wait) {
            send(call);
            long id = call.number("id");
            String line = receive(wait);
            while (parse(line, id).has("due")) {
                Runnable action = timers.remove(parse(line, id).number("due"));
                if (action == null) {
                    throw malformed(line, "due: no such timer (expected: one of " + timers.keySet() + ")");
                }
                action.run();
                send(call("resume"));
                line = receive(wait);
            }
            Message answer = parse(line, id);
            answered = true;
            return taken(line, answer, read);
        } finally {
            broken |= !answered;
        }
    }

    private void send(Message call) {
        try {
            program.lines().send(call);
        } catch (IOException e) {
            // The program no longer reads. Its last line, or how it ended, gives the reason.
        }
    }

    private String receive(AnswerTimeout.Wait wait) {
        try {
            return program.lines().receive().orElseThrow(() -> gone(wait));
        } catch (IOException e) {
            throw gone(wait);
        } catch (MessageException e) {
            throw broken(String.valueOf(e.getMessage()));
        }
    }

    private NoAnswerException gone(AnswerTimeout.Wait wait) {
        String ending = "the testee " + program.ending();
        return new NoAnswerException(wait.isOver() ? AnswerTimeout.NONE_IN_TIME : ending);
    }

    private Message parse(String line, long id) {
        try {
            Message answer = Message.parse(line);
            if (answer.number("id") != id) {
                throw Message.unexpected("id", answer.number("id"), String.valueOf(id));
            }
            List<String> kinds = ANSWERS.stream().filter(answer::has).toList();
            if (kinds.size() != 1) {
                throw new MessageException("answers: " + kinds + " (expected: one of " + ANSWERS + ")");
            }
            return answer;
        } catch (MessageException e) {
            throw malformed(line, String.valueOf(e.getMessage()));
        }
    }

    private <T> T taken(String line, Message answer, Function<Message, T> read) throws ErrnoException {
        try {
            if (answer.has("errno")) {
                throw failed(answer.text("errno"), answer.number("number"));
            } else if (answer.has("stuck")) {
                throw new NoAnswerException(answer.text("stuck"));
            } else if (answer.has("failed")) {
                throw new RemoteFailureException(answer.text("failed"));
            } else if (!answer.truth("ok")) {
                throw Message.unexpected("ok", false, "true");
            }
            return read.apply(answer);
        } catch (MessageException e) {
            throw malformed(line, String.valueOf(e.getMessage()));
        }
    }

    private static ErrnoException failed(String name, long number) {
        Errno errno = Arrays.stream(Errno.values())
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RemoteFailureException(
                        Lines.excerpt(name) + ", number " + number + ": none that the uAPI or its drivers know"));
        if (errno.number() != number) {
            throw Message.unexpected("number", number, errno.number() + ", which is " + name);
        }
        return new ErrnoException(errno, "said the testee");
    }

    private TesteeException malformed(String line, String reason) {
        return broken("line " + program.lines().received() + ": " + reason + ": " + Lines.excerpt(line));
    }

    private TesteeException broken(String reason) {
        broken = true;
        program.kill();
        return new TesteeException("testee: " + reason);
    }

    @Override
    public void close() {
        program.close();
    }
}
