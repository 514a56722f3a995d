/**
 * The conformance kit for VMMs: has a {@link dev.vmig.conformance.vmmkit.VmmUnderTest} migrate a device while things happen,
 * and holds what it was seen to do to the rules of family VMM.
 *
 * <pre>
 *   VmmScript --incidents--&gt; Stage &lt;--calls-- VmmUnderTest
 *                              |
 *                           Observed --&gt; Judge of each rule --&gt; VmmReport
 * </pre>
 *
 * <p>Devices are the reference driver on simulated ones, so that every state that a VMM meets is a real one; requests
 * fail after as many arcs as the script says. A migration counts up to the first rule that it violates. A violation is
 * reported with as few incidents as it takes, and of all calls with those that it rests on.
 */
@NullMarked
package dev.vmig.conformance.vmmkit;

import org.jspecify.annotations.NullMarked;
