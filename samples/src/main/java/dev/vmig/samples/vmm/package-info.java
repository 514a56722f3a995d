/**
 * VMMs that the kit must reject, each by the rule that names its defect.
 *
 * <pre>
 *   LiveMigration --&gt; wrapped devices, wire, guest --&gt; those of the kit
 * </pre>
 *
 * <p>Each is {@link dev.vmig.vmm.LiveMigration}, run against a wrapper with the defect: a state that is remembered and not
 * read, a reset that is not done, a link whose loss is not reported.
 */
@NullMarked
package dev.vmig.samples.vmm;

import org.jspecify.annotations.NullMarked;
