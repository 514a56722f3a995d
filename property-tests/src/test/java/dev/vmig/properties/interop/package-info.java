/**
 * Which driver works with which device: each pair of profiles is put together, shakes hands and migrates there and back.
 *
 * <pre>
 *   Pair --run--&gt; PairOutcome: the handshake, the refusal if any, a round trip for features 3 and 7
 *                      |
 *                      +--&gt; InteropDocument --&gt; docs/interop.md
 * </pre>
 */
@NullMarked
package dev.vmig.properties.interop;

import org.jspecify.annotations.NullMarked;
