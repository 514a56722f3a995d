/**
 * Recorded runs: the events of a VMM, a driver and its device, as JSON Lines.
 *
 * <p>The format is described in {@code docs/trace-format.md}. The first line is the {@link
 * dev.vmig.trace.TraceHeader}, each further line one {@link dev.vmig.trace.TraceEvent}, the
 * last line {@code {"end": N}} with the number of events.
 */
@NullMarked
package dev.vmig.trace;

import org.jspecify.annotations.NullMarked;
