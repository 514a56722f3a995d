package dev.vmig.spec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A model of this project's specification: what TLC is asked, and what it has to answer.
 *
 * @param name of the model and, with {@code .cfg}, of its configuration
 * @param module the root module
 * @param shows what follows from the answer, in half a sentence
 * @param mustViolate the property that has to be false; empty if everything has to hold
 * @param distinct how many distinct states a model that holds has; 0 for one that is violated, since it ends early, and
 *     for a deep one that nobody has run to its end
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
        SortedSet<String> actions,
        Tier tier) {
    private static final String TABLE_ACTIONS = "LookUp";

    private static final String CONTRACT_ACTIONS = "Ask Refuse WritePart WriteImage WriteSkipped WriteFails TakeArc"
            + " FailArc FailIntoError RefuseImage Finish Reset";

    private static final String VIRTIO_ACTIONS = "Ask Refuse WritePart WriteImage WriteSkipped WriteFails AskSize"
            + " AskPrecopyInfo AskReset StartArc RefuseImage RefuseDead Issue OutOfIds FinishArc FinishUnwind Finish"
            + " FinishWrite FinishQuery HandleReset FinishReset CarryOut Complete CompleteWithError Ring Serve Receive"
            + " Interrupt Settle";

    private static final List<Model> STATE_GRAPH = List.of(
            holds(
                            "MCMigrationTable",
                            "MCMigrationTable",
                            "the table is what the rules of the uAPI give",
                            320,
                            TABLE_ACTIONS)
                    .smoke(),
            holds(
                            "MCVfioMigration",
                            "MCVfioMigration",
                            "requests, failures and resets keep the contract",
                            562,
                            CONTRACT_ACTIONS)
                    .smoke(),
            violates("MCVfioMigrationResumes", "MCVfioMigration", "a device can be loaded", "NeverResumed"),
            violates("MCVfioMigrationUnfair", "MCVfioMigration", "a driver may not stop half-way", "RequestEnds"),
            holds("MCVirtioVf", "MCVirtioVf", "the driver keeps device and state together", 22_628, VIRTIO_ACTIONS)
                    .smoke(),
            holds(
                    "MCVirtioVfRefines",
                    "MCVirtioVf",
                    "the driver keeps the contract; requests and resets end",
                    22_628,
                    VIRTIO_ACTIONS),
            holds(
                    "MCVirtioVfNoErrors",
                    "MCVirtioVf",
                    "requests end although no command fails",
                    15_408,
                    without(VIRTIO_ACTIONS, "CompleteWithError RefuseDead")),
            violates("MCVirtioVfServes", "MCVirtioVf", "a stopped device is still served", "NeverRungWhileStopped"),
            violates("MCVirtioVfResumes", "MCVirtioVf", "the driver can load a device", "NeverResumed"),
            violates("MCVirtioVfNoCompletion", "MCVirtioVf", "commands have to be answered", "RequestEnds"),
            violates("MCVirtioVfK1", "MCVirtioVf", "what Linux does on RESUMING>STOP (K-1) is wrong", "DeviceIsWhole"));

    /** The models of the tiers {@link Tier#SMOKE} and {@link Tier#CI}, in the order in which they build on each other. */
    public static final List<Model> ALL = Stream.of(
                    STATE_GRAPH,
                    ContractModels.all(),
                    DriverModels.all(),
                    DataModels.all(),
                    SessionModels.all(),
                    VmModels.all())
            .flatMap(List::stream)
            .toList();

    /** The models of the tier {@link Tier#DEEP}, the quick ones first. */
    public static final List<Model> DEEP = DeepModels.all();

    /** Long enough for any of them on a slow machine. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    static Model holds(String name, String module, String shows, long distinct, String actions) {
        return new Model(name, module, shows, "", distinct, new TreeSet<>(List.of(actions.split(" "))), Tier.CI);
    }

    /** A model of the deep tier; {@code distinct} is 0 if nobody has run it to its end. */
    static Model deep(String name, String module, String shows, long distinct) {
        return new Model(name, module, shows, "", distinct, new TreeSet<>(), Tier.DEEP);
    }

    static String without(String actions, String some) {
        SortedSet<String> rest = new TreeSet<>(List.of(actions.split(" ")));
        rest.removeAll(List.of(some.split(" ")));
        return String.join(" ", rest);
    }

    static Model violates(String name, String module, String shows, String property) {
        return new Model(name, module, shows, property, 0, new TreeSet<>(), Tier.CI);
    }

    /** The same as part of the smoke tier. */
    Model smoke() {
        return new Model(name, module, shows, mustViolate, distinct, actions, Tier.SMOKE);
    }

    /** What a run of {@code tier} consists of: the CI tier includes the smoke tier, the deep tier stands alone. */
    public static List<Model> of(Tier tier) {
        return switch (tier) {
            case SMOKE ->
                ALL.stream().filter(model -> model.tier() == Tier.SMOKE).toList();
            case CI -> ALL;
            case DEEP -> DEEP;
        };
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
        return options.coverage() ? new Outcome(this, result, objections(result)) : uncovered(result);
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

        /** Whether the answer is the one that the model has to give. */
        public boolean isAsItMust() {
            return objections.isEmpty();
        }
    }
}
