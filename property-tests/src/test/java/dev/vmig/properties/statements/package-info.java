/**
 * The normative statements of Virtio 1.4 and the checkable ones about the Linux driver, and what holds each of them.
 *
 * <pre>
 *   statements/*.json --> Catalogue --+
 *   Tag annotations   --> TagScanner -+--> Coverage --> ConformanceDocument --> docs/conformance.md
 *   TLA+ modules      --> SpecNames --+        |
 *                                              +--> what is missing, unknown or needless
 * </pre>
 *
 * <p>A statement is held by tests that carry its id as a tag, by properties of the specification that its entry names,
 * or it is out of scope for the reason that its entry gives.
 */
@NullMarked
package dev.vmig.properties.statements;

import org.jspecify.annotations.NullMarked;
