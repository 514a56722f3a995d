/**
 * From code to model: checks what a driver did against the specification.
 *
 * <p>A {@link dev.vmig.trace.walk.SpecWalk} keeps the set of all spec states that explain what has been seen so far.
 * Each event narrows that set; when it is empty, the event is one that no behaviour of the spec explains.
 *
 * <pre>
 *   trace file     --+                   VirtioEvents / ContractEvents
 *   recorded table --+--> TraceEvent ---> what the event means in the spec ---> SpecWalk ---> verdict
 *   running test   --+
 * </pre>
 */
@NullMarked
package dev.vmig.trace.walk;

import org.jspecify.annotations.NullMarked;
