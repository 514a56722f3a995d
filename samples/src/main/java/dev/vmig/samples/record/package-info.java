/** Records the calls and events between a VMM, a driver and its simulated device as a trace. */
@NullMarked
package dev.vmig.samples.record;

import org.jspecify.annotations.NullMarked;
