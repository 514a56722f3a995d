/**
 * From code to model: checks a driver's run against the specification.
 *
 * <p>A {@link dev.vmig.trace.walk.SpecWalk} keeps the set of all spec states that explain the events so far. Each event
 * narrows that set; when it is empty, no behaviour of the spec explains the event.
 *
 * <pre>
 * trace file --+ VirtioEvents / ContractEvents recorded table --+--> TraceEvent ---> meaning of the event in the spec
 * ---> SpecWalk ---> verdict running test --+
 * </pre>
 */
@NullMarked
package dev.vmig.trace.walk;

import org.jspecify.annotations.NullMarked;
