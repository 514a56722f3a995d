package dev.vmig.spec;

import dev.vmig.spec.MessageLog.Message;
import dev.vmig.spec.SpecException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.lang3.Validate;

/**
 * The server of TLC on several machines: it keeps the queue and the set of states, and hands out states to
 * {@linkplain TlcWorker workers}, which compute those that follow and check them. It begins when the first worker comes;
 * workers may come and go.
 *
 * <p>What TLC 2.18 does differently there, seen in its behaviour:
 *
 * <ul>
 *   <li>Temporal properties are not checked, and action properties only for steps to states that are new. A model that
 *       asks about any is therefore refused.
 *   <li>Assumptions of constants are not checked; nor are actions counted.
 *   <li>{@code CHECK_DEADLOCK FALSE} of a configuration is overlooked, and is given as an option here.
 *   <li>Of a violation it prints the last state or two, and not what is violated. That is asked about afterwards, here.
 *   <li>The depth, and the number of states generated, depend on which worker was given which states when; the number of
 *       distinct states does not.
 * </ul>
 *
 * <p>The calls go through Java RMI without authentication: a program that reaches the port can run code in this JVM. Use it
 * on loopback or in a network of your own.
 */
public final class TlcServer {

    /** Where TLC's workers look by default. */
    public static final int DEFAULT_PORT = 10_997;

    private static final int SUCCESS = 2193;
    private static final int READY = 7000;
    private static final int WORKER_CAME = 7001;
    private static final int WORKER_WENT = 7002;
    private static final int WORKER_LOST = 7006;

    private final Consumer<String> notes;
    private final InetAddress address;
    private final int port;
    private boolean succeeded;

    private TlcServer(InetAddress address, int port, Consumer<String> notes) {
        this.address = address;
        this.port = port;
        this.notes = notes;
    }

    /**
     * Checks one model with the workers that come.
     *
     * @param address the only one on which it listens
     * @param port where it is found; another one is chosen by the system
     * @param heap of TLC's JVM, as {@code -Xmx} has it
     * @param listener told about once a minute how far it is
     * @param notes told when it is ready, and which workers come and go
     * @throws SpecException if the model cannot be read, or asks about more than invariants
     * @throws InterruptedException if the thread is interrupted; the server has been ended then
     */
    public static ModelResult check(
            SpecFiles files,
            Model model,
            InetAddress address,
            int port,
            Optional<String> heap,
            Consumer<Progress> listener,
            Consumer<String> notes)
            throws InterruptedException {
        Validate.inclusiveBetween(1, 65_535, port, "port: %d (expected: 1 to 65535)", port);
        refuseMoreThanInvariants(files, model);
        // TLC's server ends without a place, or a reason, if it cannot read the specification.
        Oracle.open(files, model.module(), model.config()).close();
        try (WorkFolder folder = WorkFolder.create()) {
            return new TlcServer(address, port, notes).run(folder, files, model, heap, listener);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void refuseMoreThanInvariants(SpecFiles files, Model model) {
        List<String> properties = new ConfigText(files.text(model.config())).properties();
        if (!properties.isEmpty()) {
            throw new SpecException(
                    Kind.CONFIG,
                    model.config() + ": PROPERTY " + String.join(" ", properties)
                            + " (expected: invariants only, TLC checks nothing else on several machines)");
        }
    }

    private ModelResult run(
            WorkFolder folder, SpecFiles files, Model model, Optional<String> heap, Consumer<Progress> listener)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        Path specification = folder.folder("spec");
        files.writeTo(specification, model.config());
        List<Object> job = new ArrayList<>(List.of("server", port));
        job.addAll(List.of("-tool", "-metadir", folder.folder("meta"), "-config", model.config()));
        if (new ConfigText(files.text(model.config())).allowsDeadlock()) {
            job.add("-deadlock");
        }
        job.add(model.module());
        RunReader reader = new RunReader(listener);
        MessageLog messages = new MessageLog(this::message);
        try (TlcJvm tlc = TlcJvm.start(specification, TlcJvm.lasting(heap), address)) {
            tlc.submit(job);
            tlc.follow(
                    line -> {
                        reader.line(line);
                        messages.line(line);
                    },
                    TlcOptions.NO_LIMIT);
        }
        ModelResult result = reader.concluded(
                model.module(),
                model.config(),
                succeeded ? ModelVerdict.HOLDS : ModelVerdict.FAILED,
                Duration.ofNanos(System.nanoTime() - start));
        return result.counterexample().isEmpty() ? result : explained(files, model, result);
    }

    private void message(Message message) {
        switch (message.code()) {
            case SUCCESS -> succeeded = true;
            case READY -> notes.accept("waits for workers at " + address.getHostAddress() + ", port " + port);
            case WORKER_CAME, WORKER_WENT, WORKER_LOST -> notes.accept(message.text());
            default -> {}
        }
    }

    private static ModelResult explained(SpecFiles files, Model model, ModelResult result) throws InterruptedException {
        List<CounterexampleStep> steps = result.counterexample();
        Map<String, String> last = steps.get(steps.size() - 1).state();
        String state = last.entrySet().stream()
                .map(variable -> variable.getKey() + " = " + variable.getValue())
                .collect(Collectors.joining(", "));
        Optional<String> violated = LastState.violates(files, model.module(), model.config(), last);
        return violated.map(invariant -> result.withLastState(
                        ModelVerdict.INVARIANT_VIOLATED,
                        invariant,
                        "in the state " + state + "; the way there is found on one machine"))
                .orElseGet(() -> result.withLastState(
                        ModelVerdict.FAILED,
                        null,
                        "TLC cannot go on from the state " + state + "; the reason is found on one machine"));
    }
}
