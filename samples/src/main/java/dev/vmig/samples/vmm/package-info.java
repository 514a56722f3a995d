/**
 * VMMs that the kit must reject, each by the rule that names its defect.
 *
 * <pre>
 *   LiveMigration --&gt; glasses --&gt; observed devices, wire, guest
 * </pre>
 *
 * <p>Each is {@link dev.vmig.vmm.LiveMigration} as it is, behind the smallest thing that makes it do wrong: a state that is
 * remembered and not asked for, a reset that is not done, a link whose loss is not told.
 */
@NullMarked
package dev.vmig.samples.vmm;

import org.jspecify.annotations.NullMarked;
