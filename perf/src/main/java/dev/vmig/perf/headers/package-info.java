/**
 * Record headers: read with their checks, and written.
 *
 * <table>
 * <caption>One header, in a batch of 1,024 (16 KiB)</caption>
 * <tr><th>rival<th>buffer
 * <tr><td>vmig<td>{@code byte[]}
 * <tr><td>heap ByteBuffer<td>the same array
 * <tr><td>Agrona, SBE<td>{@code UnsafeBuffer} over the same array, bounds checks on
 * <tr><td>Netty<td>a pooled direct buffer with the same bytes
 * <tr><td>Protobuf<td>messages of the same values, each behind its length
 * <tr><td>DataInputStream<td>the same array, read into a Java record
 * </table>
 */
@NullMarked
package dev.vmig.perf.headers;

import org.jspecify.annotations.NullMarked;
