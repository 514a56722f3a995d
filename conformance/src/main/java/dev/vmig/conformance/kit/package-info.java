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
 * <p>A script is a list of calls, and any list of calls is a script: what the contract says about a call depends on what
 * came before, which the run keeps track of, so that scripts can be drawn at random, and cut down to what a violation
 * takes. After each request the state is asked for; this is not a call of the script.
 *
 * <p>A run ends at its first violation, since a driver that has left the contract can be held to nothing that builds on it.
 */
@NullMarked
package dev.vmig.conformance.kit;

import org.jspecify.annotations.NullMarked;
