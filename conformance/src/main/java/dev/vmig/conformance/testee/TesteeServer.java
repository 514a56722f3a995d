package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.fsm.DeadlockException;
import dev.vmig.fsm.ErrnoException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/** Serves a testee by the protocol. */
public final class TesteeServer {
    private final Lines lines;
    private final Calls calls;

    private TesteeServer(Testee testee, Lines lines) {
        this.lines = lines;
        this.calls = new Calls(testee, this::due);
    }

    /**
     * Answers calls until the input ends.
     *
     * @throws TesteeException if a line is not what the protocol says
     * @throws UncheckedIOException if the output is closed
     */
    public static void serve(Testee testee, InputStream in, OutputStream out) {
        TesteeServer server = new TesteeServer(testee, new Lines(in, out));
        try {
            server.serve(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers calls until the input ends, or {@code resume} continues the interrupted call. */
    private void serve(boolean outermost) throws IOException {
        for (Optional<String> line = lines.receive(); line.isPresent(); line = lines.receive()) {
            try {
                Message call = Message.parse(line.get());
                if (!outermost && call.text("call").equals("resume")) {
                    return;
                }
                calls.id = call.number("id");
                lines.send(answer(call, outermost));
            } catch (MessageException e) {
                throw new TesteeException(
                        "line " + lines.received() + ": " + e.getMessage() + ": " + Lines.excerpt(line.get()), e);
            }
        }
    }

    private Message answer(Message call, boolean outermost) {
        long id = call.number("id");
        Message answer = new Message().with("id", id);
        try {
            calls.make(call, answer.with("ok", true), outermost);
            return answer;
        } catch (ErrnoException e) {
            return new Message()
                    .with("id", id)
                    .with("errno", e.errno().name())
                    .with("number", e.errno().number());
        } catch (StepBudget.ExhaustedException | DeadlockException e) {
            return new Message().with("id", id).with("stuck", String.valueOf(e.getMessage()));
        } catch (MessageException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Message().with("id", id).with("failed", e.toString());
        }
    }

    /** Reports a timer that is due during a call, and answers the client's calls until {@code resume}. */
    private void due(long timer) {
        long midst = calls.id;
        try {
            lines.send(new Message().with("id", midst).with("due", timer));
            serve(false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        calls.id = midst;
    }
}
