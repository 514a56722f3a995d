/** The testee protocol, spoken with real programs. */
@NullMarked
package dev.vmig.samples.testee;

import org.jspecify.annotations.NullMarked;
