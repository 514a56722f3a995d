/** What the specification guarantees, as a list with TLC's verdicts: {@code docs/theorems.md}. */
@NullMarked
package dev.vmig.conformance.theorems;

import org.jspecify.annotations.NullMarked;
