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
 * <p>The other half is TlcJob, a run of TLC in a JVM that {@code dev.vmig.spec} has started.
 */
@NullMarked
package dev.vmig.spec.tlc;

import org.jspecify.annotations.NullMarked;
