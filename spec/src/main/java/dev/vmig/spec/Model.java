package dev.vmig.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * A model of a specification: what TLC is asked, and what it has to answer. {@link ModelCatalogue} lists those of this
 * project's.
 *
 * @param name of the model and, with {@code .cfg}, of its configuration
 * @param module the root module
 * @param shows what follows from the answer, in half a sentence
 * @param mustViolate the property that has to be false; empty if everything has to hold
 * @param distinct how many distinct states a model that holds has; 0 if they are not pinned, as those of one that is
 *     violated, since it ends early
 * @param depth of the search of a model that holds, if one worker makes it; 0 if it is not pinned
 * @param actions what its next-state relation consists of, each of which has to be taken; nothing if that is not asked,
 *     of one that is violated and of a deep one: a smaller model of the same module asks for them
 * @param tier when it is run
 * @param seconds of processor time that it takes in a JVM that has run another, about; 0 if that is not known
 */
public record Model(
        String name,
        String module,
        String shows,
        String mustViolate,
        long distinct,
        int depth,
        SortedSet<String> actions,
        Tier tier,
        double seconds) {
    /** What takes longer gains more from the full compiler than its start costs. */
    private static final double LONG = 4;

    /** Long enough for any of them on a slow machine. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    /** A model that no catalogue lists: everything that its configuration asks has to hold. */
    public static Model unlisted(String name) {
        return new Model(name, name, "", "", 0, 0, new TreeSet<>(), Tier.CI, 0);
    }

    /** Whether a run of {@code run} includes it: the CI tier includes the smoke tier, the deep tier stands alone. */
    boolean isIn(Tier run) {
        return tier == run || (tier == Tier.SMOKE && run == Tier.CI);
    }

    /** Whether all checked properties have to hold. */
    public boolean mustHold() {
        return mustViolate.isEmpty();
    }

    /** Whether TLC is asked about {@code property}: an invariant or a property that its configuration names. */
    public boolean asksAbout(SpecFiles files, String property) {
        return new ConfigText(files.text(config())).checks(property);
    }

    /** The invariants and properties that its configuration asks about. */
    public List<String> properties(SpecFiles files) {
        return new ConfigText(files.text(config())).checked();
    }

    /** The file name of its configuration. */
    public String config() {
        return name + ".cfg";
    }

    /**
     * Has TLC check it.
     *
     * @throws InterruptedException if the thread is interrupted; TLC has been ended then
     */
    public Outcome check(SpecFiles files, int workers, Consumer<Progress> listener) throws InterruptedException {
        return check(files, options(workers), listener);
    }

    /**
     * Has TLC check it as the options have it.
     *
     * @throws InterruptedException if the thread is interrupted; TLC has been ended then
     */
    public Outcome check(SpecFiles files, TlcOptions options, Consumer<Progress> listener) throws InterruptedException {
        return outcome(TlcChecker.check(files, module, config(), options, listener), options);
    }

    /**
     * How it is run. A model that must be violated is searched by one worker, so that its counterexample is a shortest
     * one and the same each time; a deep one has no limit, and its actions are not counted. One that takes long has a
     * JVM to itself.
     */
    public TlcOptions options(int workers) {
        if (tier == Tier.DEEP) {
            return TlcOptions.of(workers, TlcOptions.NO_LIMIT).inItsOwnJvm().withoutCoverage();
        }
        TlcOptions options = TlcOptions.of(mustHold() ? workers : 1, LIMIT);
        return seconds > LONG ? options.inItsOwnJvm() : options;
    }

    /** What a result of a run with these options means for this model. */
    public Outcome outcome(ModelResult result, TlcOptions options) {
        if (!options.coverage()) {
            return uncovered(result);
        }
        List<String> all = new ArrayList<>(objections(result));
        int found = result.progress().depth();
        // With several workers the depth depends on which of them is first.
        if (result.holds() && depth > 0 && found != depth && options.workers() == 1) {
            all.add("depth " + found + " (expected: " + depth + ")");
        }
        return new Outcome(this, result, all);
    }

    /** What {@code result} means for this model, if the steps of its actions have not been counted. */
    public Outcome uncovered(ModelResult result) {
        return new Outcome(this, result, result.holds() && mustHold() ? objectionsToCount(result) : objections(result));
    }

    private List<String> objections(ModelResult result) {
        return switch (result.verdict()) {
            case HOLDS ->
                mustHold()
                        ? objectionsTo(result)
                        : List.of(mustViolate + " holds, but must be violated: " + shows
                                + ", or nothing of this is tested");
            case INVARIANT_VIOLATED, PROPERTY_VIOLATED ->
                mustViolate.equals(result.violated()) ? List.of() : List.of(violation(result));
            default -> List.of(result.message());
        };
    }

    /** TLC on several machines tells the last state only, in its message. */
    private static String violation(ModelResult result) {
        String says = result.violated() + " is violated";
        return result.counterexample().isEmpty() ? says + " " + result.message() : says;
    }

    private List<String> objectionsToCount(ModelResult result) {
        return distinct > 0 && result.progress().distinct() != distinct
                ? List.of(result.progress().distinct() + " distinct states (expected: " + distinct + ")")
                : List.of();
    }

    private List<String> objectionsTo(ModelResult result) {
        List<String> objections = new ArrayList<>(objectionsToCount(result));
        SortedSet<String> taken = result.coverage().stream()
                .filter(action -> action.taken() > 0)
                .map(ActionCoverage::name)
                .filter(action -> !action.equals("Init"))
                .collect(Collectors.toCollection(TreeSet::new));
        if (!actions.isEmpty()) {
            minus(actions, taken).forEach(action -> objections.add("action " + action + " is never taken"));
            minus(taken, actions).forEach(action -> objections.add("action " + action + " is none of this model's"));
        }
        return objections;
    }

    private static SortedSet<String> minus(SortedSet<String> all, SortedSet<String> some) {
        SortedSet<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /**
     * The outcome of a model check.
     *
     * @param objections why it is not as it has to be; nothing if it is
     */
    public record Outcome(Model model, ModelResult result, List<String> objections) {
        /** Copies the list. */
        public Outcome {
            objections = List.copyOf(objections);
        }

        /** Whether the answer is the one that the model has to give. */
        public boolean isAsItMust() {
            return objections.isEmpty();
        }
    }
}
