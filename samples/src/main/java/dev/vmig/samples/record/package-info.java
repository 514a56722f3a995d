/** Writes down what happens between a VMM, a driver and its simulated device, as events of a trace. */
@NullMarked
package dev.vmig.samples.record;

import org.jspecify.annotations.NullMarked;
