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
 * @param distinct how many distinct states a model that holds has; 0 for one that is violated, since it ends early, and
 *     for a deep one that has not been run to its end
 * @param depth of the search of a model that holds, if one worker makes it; 0 if it is not pinned
 * @param actions what its next-state relation consists of, each of which has to be taken; nothing for one that is
 *     violated, and for a deep one: a smaller model of the same module asks for them
 * @param tier when it is run
 */
public record Model(
        String name,
        String module,
        String shows,
        String mustViolate,
        long distinct,
        int depth,
        SortedSet<String> actions,
        Tier tier) {
    /** Long enough for any of them on a slow machine. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    /** Whether a run of {@code run} includes it: the CI tier includes the smoke tier, the deep tier stands alone. */
    boolean isIn(Tier run) {
        return tier == run || (tier == Tier.SMOKE && run == Tier.CI);
    }

    /** Whether everything that is asked has to hold. */
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
        ModelResult result = TlcChecker.check(files, module, config(), options, listener);
        Outcome outcome = options.coverage() ? new Outcome(this, result, objections(result)) : uncovered(result);
        return options.workers() == 1 ? outcome.withDepth() : outcome;
    }

    /**
     * How it is run. A model that must be violated is searched by one worker, so that its counterexample is a shortest
     * one and the same each time; a deep one has no limit, and its actions are not counted.
     */
    public TlcOptions options(int workers) {
        return tier == Tier.DEEP
                ? TlcOptions.of(workers, TlcOptions.NO_LIMIT).withoutCoverage()
                : TlcOptions.of(mustHold() ? workers : 1, LIMIT);
    }

    /** What {@code result} means for this model, if the steps of its actions have not been counted. */
    public Outcome uncovered(ModelResult result) {
        return new Outcome(
                this,
                result,
                result.verdict() == Verdict.HOLDS && mustHold() ? objectionsToCount(result) : objections(result));
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
        boolean pinned = tier != Tier.DEEP || distinct > 0;
        return pinned && result.progress().distinct() != distinct
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
        minus(actions, taken).forEach(action -> objections.add("action " + action + " is never taken"));
        minus(taken, actions).forEach(action -> objections.add("action " + action + " is none of this model's"));
        return objections;
    }

    private static SortedSet<String> minus(SortedSet<String> all, SortedSet<String> some) {
        SortedSet<String> rest = new TreeSet<>(all);
        rest.removeAll(some);
        return rest;
    }

    /**
     * What came of a model.
     *
     * @param objections why it is not as it has to be; nothing if it is
     */
    public record Outcome(Model model, ModelResult result, List<String> objections) {
        /** Copies the list. */
        public Outcome {
            objections = List.copyOf(objections);
        }

        /** With several workers the depth depends on which of them is first. */
        private Outcome withDepth() {
            int found = result.progress().depth();
            if (result.verdict() != Verdict.HOLDS || model.depth() == 0 || found == model.depth()) {
                return this;
            }
            List<String> all = new ArrayList<>(objections);
            all.add("depth " + found + " (expected: " + model.depth() + ")");
            return new Outcome(model, result, all);
        }

        /** Whether the answer is the one that the model has to give. */
        public boolean isAsItMust() {
            return objections.isEmpty();
        }
    }
}
