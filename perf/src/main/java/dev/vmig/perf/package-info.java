/** Benchmarks of the codec and the transition table. */
@NullMarked
package dev.vmig.perf;

import org.jspecify.annotations.NullMarked;
