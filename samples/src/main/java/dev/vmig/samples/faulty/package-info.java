/**
 * Drivers that the kit must tell apart: the reference, and faulty ones, each as small a change of it as the defect was in
 * reality.
 *
 * <pre>
 *   SimulatedTestee:  Host (source) --driver--+--> FaultyDriver.around(device) --> kit
 *                     Host (target) --driver--+
 * </pre>
 *
 * <p>A faulty driver is a {@link dev.vmig.fsm.VfioDevice} around another, and changes only what is wrong. The rule that names
 * its defect is the one by which the kit has to reject it. For K-2, K-6 and K-7
 * there are drivers that do not keep the rule, in another way than any kernel, and reports withhold the calls.
 */
@NullMarked
package dev.vmig.samples.faulty;

import org.jspecify.annotations.NullMarked;
