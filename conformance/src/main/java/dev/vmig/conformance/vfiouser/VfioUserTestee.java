package dev.vmig.conformance.vfiouser;

import dev.vmig.conformance.kit.Bench;
import dev.vmig.conformance.kit.Ports;
import dev.vmig.conformance.kit.Shape;
import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.kit.StepBudget;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.TesteeEndedException;
import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.conformance.testee.AnswerTimeout;
import dev.vmig.conformance.testee.ErrorLines;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.VfioDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The devices of two vfio-user servers. They are reset before each run. A server that has ended or timed out is
 * restarted if its start command is known.
 */
public final class VfioUserTestee implements Testee, AutoCloseable {
    /** The default timeout of an answer. */
    public static final Duration LIMIT = Duration.ofSeconds(10);

    private final String command;
    private final AnswerTimeout timeout;
    private final ErrorLines output = new ErrorLines(System.err);
    private final Peer source;
    private final Peer target;
    private final Shape shape;
    private long padded;

    private VfioUserTestee(Path source, Path target, Launch launch, Duration limit, Set<Trait> traits, String command) {
        this.command = command;
        this.timeout = new AnswerTimeout(limit, System::nanoTime);
        this.source = new Peer(Side.SOURCE, source, launch, timeout, output, this::notePadding);
        this.target = new Peer(Side.TARGET, target, launch, timeout, output, this::notePadding);
        this.shape = new Shape("vfio-user", features(), UapiVersion.V2, traits, Set.of(Port.STEP_BUDGET));
    }

    /**
     * Connects to two servers.
     *
     * @param limit timeout of an answer; a call that exceeds it counts as one that never returns
     * @param traits that their author declares of the devices
     * @param command that repeats the check, such as {@code vmig conform --vfio-user a.sock,b.sock}
     * @throws TesteeException if no server listens, or it does not speak the protocol
     */
    public static VfioUserTestee connect(
            Path source, Path target, Launch launch, Duration limit, Set<Trait> traits, String command) {
        return new VfioUserTestee(source, target, launch, limit, traits, command);
    }

    private FeatureSet features() {
        try {
            FeatureSet ofSource = source.greet();
            FeatureSet ofTarget = target.greet();
            if (ofSource != ofTarget) {
                throw new TesteeException("vfio-user: features of the target: " + ofTarget.flags() + " (expected: "
                        + ofSource.flags() + ", as those of the source)");
            }
            return ofSource;
        } catch (TesteeException e) {
            close();
            throw e;
        }
    }

    private void notePadding() {
        padded++;
    }

    @Override
    public Shape shape() {
        return shape;
    }

    /** @throws TesteeEndedException if a device no longer reaches RUNNING */
    @Override
    public Bench open(long seed) {
        return new Bench(
                source.device(shape.features()),
                target.device(shape.features()),
                // A server counts no steps; the timeout bounds its calls.
                Ports.NONE.with(new StepBudget()));
    }

    /**
     * The device of one side for a VMM, in RUNNING: what the protocol lacks fails with ENOTTY, a server that is gone with EIO.
     *
     * @throws TesteeEndedException if it cannot be brought to RUNNING
     */
    public VfioDevice forVmm(Side side) {
        return new VmmDevice((side == Side.SOURCE ? source : target).device(shape.features()));
    }

    @Override
    public boolean limitsCalls() {
        return true;
    }

    @Override
    public Optional<String> lacks(Rule rule) {
        boolean unresettable = rule.family().equals("RST") && !(source.resets() && target.resets());
        return unresettable ? Optional.of("no RESET among the flags of DEVICE_GET_INFO") : Missing.of(rule.id());
    }

    /** The departures that occurred and that no rule covers. */
    public List<ServerDeparture> departures() {
        return padded == 0 ? List.of() : List.of(LibvfioUserDepartures.padding(padded));
    }

    @Override
    public String reproduce(String rule, long seed) {
        return "%s --only %s --seed %d".formatted(command, rule, seed);
    }

    /** Ends the servers that were started here. */
    @Override
    public void close() {
        source.close();
        target.close();
        timeout.close();
        output.summarise();
    }
}
