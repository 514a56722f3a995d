/**
 * The reference as a testee, and faulty drivers, each the smallest change that has the defect.
 *
 * <pre>
 *   SimulatedTestee:  Host (source) --driver--+--> FaultyDriver.around(device) --> kit
 *                     Host (target) --driver--+
 * </pre>
 *
 * <p>A faulty driver is a {@link dev.vmig.fsm.VfioDevice} that wraps another and changes only the faulty calls. The kit
 * has to reject it by the rule that names its defect. The drivers for K-2, K-6 and K-7 violate the rule in another way
 * than any kernel, and reports withhold the calls.
 */
@NullMarked
package dev.vmig.samples.faulty;

import org.jspecify.annotations.NullMarked;
