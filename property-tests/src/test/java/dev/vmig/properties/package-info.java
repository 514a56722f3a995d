/** Runs of the reference driver on simulated devices, in lockstep with the specification. */
@NullMarked
package dev.vmig.properties;

import org.jspecify.annotations.NullMarked;
