package dev.vmig.spec;

/**
 * How much time a model is given.
 *
 * <table>
 *   <caption>What runs when</caption>
 *   <tr><th>tier</th><th>all of it takes</th><th>run by</th></tr>
 *   <tr><td>{@link #SMOKE}</td><td>under 30 seconds</td><td>{@code mvn verify}, {@code vmig check --smoke}</td></tr>
 *   <tr><td>{@link #CI}</td><td>under 4 minutes on two cores, with the smoke models</td><td>{@code vmig check}</td></tr>
 *   <tr><td>{@link #DEEP}</td><td>hours</td><td>{@code vmig check --deep}</td></tr>
 * </table>
 */
public enum Tier {
    /** Quick enough for each build; together they touch every module. */
    SMOKE,
    /** For each change that is to be merged. */
    CI,
    /** The same modules with larger constants, tens of millions of states. */
    DEEP
}
