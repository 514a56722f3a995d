/**
 * The conformance kit: drives any {@link dev.vmig.fsm.VfioDevice}, two of them for migration, and says for each rule of the
 * {@linkplain dev.vmig.conformance.rules.RuleCatalogue catalogue} whether it was held.
 *
 * <pre>
 *   Scenario --scripts--&gt; Script --calls--&gt; Run ----uAPI----&gt; Bench (source, target)
 *                            ^               |  &lt;---ports---   log, ledger, scheduler, budget, guest
 *                            |               v
 *                         Shrinker &lt;---- Findings --&gt; Verdict of each rule --&gt; ConformanceReport
 * </pre>
 *
 * <p>A script is a list of calls, and any list of calls is a script: the run tracks what the contract requires of each
 * call after the previous ones. So scripts can be drawn at random and shrunk to the calls that a violation needs. After
 * each request the run reads the state; this is not a call of the script.
 *
 * <p>A run ends at its first violation, since later rules presuppose that the earlier ones hold.
 */
@NullMarked
package dev.vmig.conformance.kit;

import org.jspecify.annotations.NullMarked;
