/**
 * VMMs that the kit must reject, each by the rule that names its defect.
 *
 * <pre>
 *   LiveMigration --&gt; wrapped devices, wire, guest --&gt; those of the kit
 * </pre>
 *
 * <p>Each is {@link dev.vmig.vmm.LiveMigration} on a wrapper with the defect: a cached state, a suppressed reset, an
 * unreported loss of the link.
 */
@NullMarked
package dev.vmig.samples.vmm;

import org.jspecify.annotations.NullMarked;
