/**
 * A second opinion on recorded runs, by TLC alone.
 *
 * <pre>
 *   Trace --{@link dev.vmig.trace.tlc.TraceData}--&gt; TraceData.tla --+
 *                         VfioMigration, VirtioVf --------------------+--&gt; TLC: is it a behaviour?
 *             ContractTrace, VirtioTrace: what events mean, in TLA+ --+
 * </pre>
 *
 * <p>The checker of {@link dev.vmig.trace.walk.TraceChecker} keeps the states that explain what it has seen, and reads
 * events by its own dictionary. Here the meaning of events is said once more, in TLA+, and TLC searches. Both have to come
 * to the same event.
 */
@NullMarked
package dev.vmig.trace.tlc;

import org.jspecify.annotations.NullMarked;
