/**
 * Trace logs of QEMU, held against {@code VfioMigration}.
 *
 * <pre>
 *   log --QemuReader--> QemuEvent --Readings--> TraceEvents, one reading or several --Possible--> spec states
 *             |                                                                          |
 *        events.yaml: how each version of QEMU prints what                          verdict
 * </pre>
 *
 * <p>QEMU tells less than a trace of this project does: not what a request failed with, nor where it stopped before QEMU
 * recovered, nor whether a data file came back. Such an event has several readings, and the states that any of them
 * leads to are kept.
 *
 * <p>Facts: the trace events of QEMU 11.1.3 as Debian packages them, those of 8 to 10 from its repository, and logs of a
 * real migration.
 */
@NullMarked
package dev.vmig.trace.qemu;

import org.jspecify.annotations.NullMarked;
