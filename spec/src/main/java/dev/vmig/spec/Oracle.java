package dev.vmig.spec;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A specification that answers questions: TLC's evaluator, in this JVM.
 *
 * <p>TLA+ values become plain immutable Java values, and arguments are given in the same types:
 *
 * <table>
 * <caption>TLA+ and Java</caption>
 * <tr><th>TLA+</th><th>Java</th></tr>
 * <tr><td>{@code TRUE}</td><td>{@link Boolean}</td></tr>
 * <tr><td>{@code 7}</td><td>{@link Long} (TLC computes in 32 bits; an {@link Integer} is taken as argument too)</td></tr>
 * <tr><td>{@code "text"}</td><td>{@link String}</td></tr>
 * <tr><td>{@code {1, 2}}, {@code 1..2}, any finite set</td><td>{@link java.util.Set}</td></tr>
 * <tr><td>{@code <<1, 2>>}, any function on {@code 1..n}, the empty function</td><td>{@link List}</td></tr>
 * <tr><td>{@code [a |-> 1]}, any other function</td><td>{@link java.util.Map}</td></tr>
 * <tr><td>a model value</td><td>{@link ModelValue}</td></tr>
 * </table>
 *
 * <p>Not thread-safe; nor may two oracles be used at the same time by different threads: TLC reports through streams
 * and counters of the whole JVM. One after the other, any number of specifications can be open, since each has a class
 * loader of its own. A {@code VIEW} or {@code SYMMETRY} of the configuration plays no part; constraints do.
 *
 * <p>All methods throw {@link SpecException} for what the specification does not define or TLC cannot compute.
 */
public interface Oracle extends AutoCloseable {

    /**
     * Loads {@code module} with the configuration {@code config}, a file name of {@code files}.
     *
     * @throws SpecException if a file is missing or does not parse, with its place
     */
    static Oracle open(SpecFiles files, String module, String config) {
        return TlcLoader.open(files, module, config);
    }

    /** The states that {@code Init} allows, without those that a constraint of the configuration excludes. */
    List<SpecState> initialStates();

    /**
     * The instances of the actions that the next-state relation is made of, in its order. TLC splits it at disjunctions
     * and at quantifiers over constant sets; a quantifier over a set that depends on the state stays inside an action.
     */
    List<SpecAction> actions();

    /** The states that {@code action} may lead to from {@code state}: none if it is not enabled. */
    List<SpecState> successors(SpecAction action, SpecState state);

    /** The constants that the configuration gives a value to. */
    Map<String, Object> constants();

    /** The value of a constant or of a constant-level operator. */
    Object evaluate(String operator, Object... arguments);

    /** The value of an operator in {@code state}. */
    Object evaluateIn(SpecState state, String operator, Object... arguments);

    /** Whether {@code state} satisfies {@code predicate}, an operator without parameters. */
    boolean holds(SpecState state, String predicate);

    /**
     * Which parts make {@code predicate} false in {@code state}: it is followed through conjunctions, definitions,
     * implications, conditionals and universal quantifiers, those with each binding that makes them false. Empty if it
     * is true.
     */
    List<FalsePart> explain(SpecState state, String predicate);

    /**
     * The same for a step and an action property, {@code [][A]_v} or a conjunction of such; conjuncts of other forms
     * (initial conditions, fairness) are passed over.
     */
    List<FalsePart> explainStep(SpecState from, SpecState to, String actionProperty);

    /** What the parts of a property presuppose, whether it is ever true or not. */
    Set<Antecedent> antecedents(String property);

    /** Those of {@code among} that are true in a step; a step that changes nothing shows those about a state. */
    Set<Antecedent> trueIn(SpecState from, SpecState to, Set<Antecedent> among);

    /** The small changes of what {@code operators} define, through all definitions that they use. */
    List<SpecMutation> mutations(Collection<String> operators);

    @Override
    void close();
}
