/**
 * The conformance kit for VMMs: a {@link dev.vmig.conformance.vmmkit.VmmUnderTest} migrates a VM while incidents occur,
 * and the kit judges it by the rules of family VMM.
 *
 * <pre>
 *   MigrationScript --incidents--&gt; MigrationHarness &lt;--calls-- VmmUnderTest
 *                                        |
 *                                  MigrationEvent --&gt; MigrationJudge of each rule --&gt; VmmReport
 * </pre>
 *
 * <p>The devices are simulated ones behind the reference driver, so that a VMM meets only possible device states;
 * requests fail after the number of arcs that the script gives. A migration is judged up to its first violation. The
 * report of a violation has the fewest incidents that lead to it, and only the calls that it depends on.
 */
@NullMarked
package dev.vmig.conformance.vmmkit;

import org.jspecify.annotations.NullMarked;
