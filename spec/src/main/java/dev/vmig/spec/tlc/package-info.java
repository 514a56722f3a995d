/**
 * The classes that touch TLC's own. Not for use from outside.
 *
 * <p>The in-process half of {@code dev.vmig.spec} is loaded once for each open oracle in a class loader that also holds a
 * TLC of its own; {@code Oracle.open} makes it:
 *
 * <pre>
 *   TlcOracle ──► Definitions   names of the module to syntax trees, arguments to contexts
 *       │   └───► Explainer     which part of a property is false
 *       └───────► TlcState      one state
 *   all of them ► Values        TLC's values to plain Java values and back
 *   ModuleFolder                where TLC's parser finds modules
 * </pre>
 *
 * <p>The other half is the programs that {@code dev.vmig.spec} starts in a JVM each, all of which end with it:
 *
 * <pre>
 *   CheckMain        TLC on this machine
 *   CheckpointMain   the same, with checkpoints
 *   ServerMain       TLC on several machines: who has the states,  ┐ both with
 *   WorkerMain       and who computes them                         ┘ BoundSockets
 * </pre>
 */
@NullMarked
package dev.vmig.spec.tlc;

import org.jspecify.annotations.NullMarked;
