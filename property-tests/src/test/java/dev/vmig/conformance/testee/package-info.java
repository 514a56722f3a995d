/** The testee protocol, spoken with real programs. */
@NullMarked
package dev.vmig.conformance.testee;

import org.jspecify.annotations.NullMarked;
