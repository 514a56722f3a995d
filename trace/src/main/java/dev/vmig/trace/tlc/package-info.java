/**
 * A second opinion on recorded runs, by TLC alone.
 *
 * <pre>
 *   Trace --{@link dev.vmig.trace.tlc.TraceData}--&gt; TraceData.tla --+
 *                         VfioMigration, VirtioVf --------------------+--&gt; TLC: is it a behaviour?
 *             ContractTrace, VirtioTrace: what events mean, in TLA+ --+
 * </pre>
 *
 * <p>{@link dev.vmig.trace.walk.TraceChecker} keeps the states that explain the events, and maps events by a dictionary
 * in Java. Here the mapping is written once more, in TLA+, and TLC searches. Both have to stop at the same event.
 */
@NullMarked
package dev.vmig.trace.tlc;

import org.jspecify.annotations.NullMarked;
