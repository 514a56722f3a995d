/**
 * How cost grows: with the number of VFs in one process, and with the size of an image.
 *
 * <table>
 * <caption>What is measured</caption>
 * <tr><th>program<th>numbers
 * <tr><td>{@link dev.vmig.perf.scale.Fleet}<td>bytes of heap a VF, transitions a second, threads
 * <tr><td>{@link dev.vmig.perf.scale.LargeImage}<td>peak heap, bytes a second beside those of a plain copy
 * </table>
 */
@NullMarked
package dev.vmig.perf.scale;

import org.jspecify.annotations.NullMarked;
