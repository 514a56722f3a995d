/**
 * The codec beside other libraries: record headers, an admin command with its result, lists of device parts and what it
 * costs to refuse one, and migration streams in chunks that end at odd places. {@link dev.vmig.perf.codec.Rival} lists
 * the libraries; each has one file, with the work of each benchmark.
 *
 * <table>
 * <caption>What is measured</caption>
 * <tr><th>benchmark<th>bytes
 * <tr><td>{@link dev.vmig.perf.codec.RecordHeaderBenchmark}<td>a batch of 1,024 headers: 16 KiB
 * <tr><td>{@link dev.vmig.perf.codec.AdminCommandBenchmark}<td>DEV_PARTS_METADATA_GET, 40 bytes out and 16 bytes in, in
 *     batches of 256: 14 KiB
 * <tr><td>{@link dev.vmig.perf.codec.DevicePartsBenchmark}<td>{@link dev.vmig.perf.codec.PartShape}: 5,120, 1,064,960 or
 *     3,104 bytes
 * <tr><td>{@link dev.vmig.perf.codec.RecordStreamBenchmark}<td>64 MiB, in chunks of 64 KiB
 * </table>
 *
 * <table>
 * <caption>The rivals</caption>
 * <tr><th>rival<th>buffer
 * <tr><td>vmig<td>{@code byte[]}
 * <tr><td>heap ByteBuffer<td>the same array
 * <tr><td>Agrona, SBE<td>{@code UnsafeBuffer} over the same array, bounds checks on; SBE's streams stand for both
 * <tr><td>Netty<td>a pooled direct buffer with the same bytes
 * <tr><td>Protobuf<td>messages of the same values: headers, commands and records each behind its length, the parts of an
 *     image in one message
 * <tr><td>DataInputStream<td>the same array, read into Java records
 * </table>
 */
@NullMarked
package dev.vmig.perf.codec;

import org.jspecify.annotations.NullMarked;
