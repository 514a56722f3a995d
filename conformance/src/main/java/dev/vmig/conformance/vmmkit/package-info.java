/**
 * The conformance kit for VMMs: has a {@link dev.vmig.conformance.vmmkit.VmmUnderTest} migrate a VM while incidents happen,
 * and judges what it did by the rules of family VMM.
 *
 * <pre>
 *   MigrationScript --incidents--&gt; MigrationHarness &lt;--calls-- VmmUnderTest
 *                                        |
 *                                  MigrationEvent --&gt; MigrationJudge of each rule --&gt; VmmReport
 * </pre>
 *
 * <p>The devices are the reference driver on simulated ones, so that a VMM meets only states that a device can be in;
 * requests fail after as many arcs as the script says. A migration is judged up to the first rule that it violates. A
 * violation is reported with the fewest incidents that lead to it, and with those calls only that it depends on.
 */
@NullMarked
package dev.vmig.conformance.vmmkit;

import org.jspecify.annotations.NullMarked;
