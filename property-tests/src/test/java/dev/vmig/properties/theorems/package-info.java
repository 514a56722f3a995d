/** What the specification guarantees, as a list with TLC's verdicts: {@code docs/theorems.md}. */
@NullMarked
package dev.vmig.properties.theorems;

import org.jspecify.annotations.NullMarked;
