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
 * @param distinct how many distinct states a model that holds has; 0 for one that is violated, since it ends early
 * @param actions what its next-state relation consists of, each of which has to be taken; nothing for one that is
 *     violated
 */
public record Model(
        String name, String module, String shows, String mustViolate, long distinct, SortedSet<String> actions) {
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
                    TABLE_ACTIONS),
            holds(
                    "MCVfioMigration",
                    "MCVfioMigration",
                    "requests, failures and resets keep the contract",
                    562,
                    CONTRACT_ACTIONS),
            violates("MCVfioMigrationResumes", "MCVfioMigration", "a device can be loaded", "NeverResumed"),
            violates("MCVfioMigrationUnfair", "MCVfioMigration", "a driver may not stop half-way", "RequestEnds"),
            holds("MCVirtioVf", "MCVirtioVf", "the driver keeps device and state together", 22_628, VIRTIO_ACTIONS),
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

    /** All models, in the order in which they build on each other. */
    public static final List<Model> ALL = Stream.of(
                    STATE_GRAPH, SessionModels.all(), VmModels.all(), ContractModels.all())
            .flatMap(List::stream)
            .toList();

    /** Long enough for any of them on a slow machine. */
    private static final Duration LIMIT = Duration.ofMinutes(15);

    static Model holds(String name, String module, String shows, long distinct, String actions) {
        return new Model(name, module, shows, "", distinct, new TreeSet<>(List.of(actions.split(" "))));
    }

    static String without(String actions, String some) {
        SortedSet<String> rest = new TreeSet<>(List.of(actions.split(" ")));
        rest.removeAll(List.of(some.split(" ")));
        return String.join(" ", rest);
    }

    static Model violates(String name, String module, String shows, String property) {
        return new Model(name, module, shows, property, 0, new TreeSet<>());
    }

    /** Whether everything that is asked has to hold. */
    public boolean mustHold() {
        return mustViolate.isEmpty();
    }

    /** Whether TLC is asked about {@code property}: an invariant or a property that its configuration names. */
    public boolean asksAbout(SpecFiles files, String property) {
        return new ConfigText(files.text(config())).checks(property);
    }

    /** The file name of its configuration. */
    public String config() {
        return name + ".cfg";
    }

    /**
     * Has TLC check it. A model that must be violated is searched by one worker, so that its counterexample is a shortest
     * one and the same each time.
     *
     * @throws InterruptedException if the thread is interrupted; TLC has been ended then
     */
    public Outcome check(SpecFiles files, int workers, Consumer<Progress> listener) throws InterruptedException {
        ModelResult result = TlcChecker.check(files, module, config(), mustHold() ? workers : 1, LIMIT, listener);
        return new Outcome(this, result, objections(result));
    }

    private List<String> objections(ModelResult result) {
        return switch (result.verdict()) {
            case HOLDS ->
                mustHold()
                        ? objectionsTo(result)
                        : List.of(mustViolate + " holds, but must be violated: " + shows
                                + ", or nothing of this is tested");
            case INVARIANT_VIOLATED, PROPERTY_VIOLATED ->
                mustViolate.equals(result.violated()) ? List.of() : List.of(result.violated() + " is violated");
            default -> List.of(result.message());
        };
    }

    private List<String> objectionsTo(ModelResult result) {
        List<String> objections = new ArrayList<>();
        if (result.progress().distinct() != distinct) {
            objections.add(result.progress().distinct() + " distinct states (expected: " + distinct + ")");
        }
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
