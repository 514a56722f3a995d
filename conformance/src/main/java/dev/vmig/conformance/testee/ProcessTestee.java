package dev.vmig.conformance.testee;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Personalities;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.TesteeException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A driver in a separate program, in any language, that speaks the testee protocol. A program that has exited, or was
 * killed after a timeout, is restarted for the next run.
 */
public final class ProcessTestee implements Testee, AutoCloseable {
    /** The version of the protocol. */
    public static final int PROTOCOL = 1;
    /** The default timeout of an answer. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private final String command;
    private final Duration limit;
    private final AnswerTimeout timeout;
    private final ErrorLines errors = new ErrorLines(System.err);
    private final Hello hello;
    private @Nullable Conversation conversation;

    private ProcessTestee(String command, Duration toStart, Duration limit) {
        this.command = command;
        this.limit = limit;
        this.timeout = new AnswerTimeout(toStart, limit, System::nanoTime);
        Conversation started = start();
        this.hello = greet(started);
        this.conversation = started;
    }

    /**
     * Starts the program and calls {@code hello}.
     *
     * @param command for the shell
     * @param limit timeout of an answer; a call that exceeds it counts as one that never returns
     * @throws TesteeException if it cannot be started, or does not speak the protocol
     */
    public static ProcessTestee start(String command, Duration limit) {
        return start(command, limit, limit);
    }

    /**
     * Starts a program that needs time to start, such as a virtual machine.
     *
     * @param toStart timeout of the first answer
     * @param limit as above
     */
    public static ProcessTestee start(String command, Duration toStart, Duration limit) {
        return new ProcessTestee(command, toStart, limit);
    }

    @Override
    public Shape shape() {
        return hello.shape();
    }

    /** As the program declares in {@code hello}. */
    @Override
    public boolean comesWithVmig() {
        return hello.comesWithVmig();
    }

    /** @throws TesteeException if the program does not speak the protocol, or declares something else than at first */
    @Override
    public boolean limitsCalls() {
        return true;
    }

    @Override
    public Bench open(long seed) {
        return open(seed, "", "");
    }

    /** Opens devices of the given personalities; empty names stand for the first one. */
    private Bench open(long seed, String source, String target) {
        Conversation current = alive();
        current.forgetTimers();
        Message call = current.call("open").with("seed", seed);
        if (!source.isEmpty()) {
            call.with("source", source).with("target", target);
        }
        current.greet(call, answer -> true);
        return new Bench(
                new RemoteDevice(current, shape().features(), Side.SOURCE),
                new RemoteDevice(current, shape().features(), Side.TARGET),
                new RemotePorts(current, new Announced()).of(shape().ports()));
    }

    /** The personalities that the program declares. */
    private final class Announced implements Personalities {
        @Override
        public List<String> names() {
            return hello.personalities();
        }

        @Override
        public boolean loads(String target, String source) {
            return hello.loads().contains(Hello.load(source, target));
        }

        @Override
        public Bench open(long seed, String source, String target) {
            return ProcessTestee.this.open(seed, source, target);
        }
    }

    @Override
    public String reproduce(String rule, long seed) {
        String timeout = limit.equals(LIMIT) ? "" : " --timeout " + limit.toSeconds();
        return "vmig conform --testee %s%s --only %s --seed %d".formatted(quoted(command), timeout, rule, seed);
    }

    /** A word of a command line, quoted for the shell. */
    public static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private Conversation alive() {
        if (conversation != null && conversation.isAlive()) {
            return conversation;
        }
        if (conversation != null) {
            conversation.close();
        }
        Conversation again = start();
        conversation = again;
        Shape now = greet(again).shape();
        if (!now.equals(shape())) {
            throw new TesteeException(
                    "testee: started again it is " + now + " (expected: " + shape() + ", as at first)");
        }
        return again;
    }

    private Conversation start() {
        return new Conversation(Program.start(command, errors), timeout);
    }

    private static Hello greet(Conversation conversation) {
        return conversation.greet(conversation.call("hello").with("protocol", PROTOCOL), Hello::of);
    }

    /** Closes the program's stdin, and kills it if it does not exit. */
    @Override
    public void close() {
        if (conversation != null) {
            conversation.close();
        }
        timeout.close();
        errors.summarise();
    }
}
