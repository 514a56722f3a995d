/**
 * The ioctls and file operations of VFIO migration, byte by byte, over any {@link dev.vmig.fsm.VfioDevice}: what the
 * core of Linux does between the VMM and a driver ({@code include/uapi/linux/vfio.h}, {@code drivers/vfio/vfio_main.c}).
 *
 * <p>{@link dev.vmig.fsm.uapi.DeviceNode} is the device, {@link dev.vmig.fsm.uapi.FileTable} gives out the numbers of
 * its data files, and {@link dev.vmig.fsm.uapi.DataFileCalls} are the calls on these. All answer as the kernel does: a
 * result from 0 up, or the negative number of an {@link dev.vmig.fsm.Errno}. Calls come one at a time.
 *
 * <table>
 *   <caption>The structures, in the byte order of the hosts that matter here: little-endian</caption>
 *   <tr><th>offset</th><th>size</th><th>field</th><th>rule</th></tr>
 *   <tr><th colspan="4">{@code vfio_device_feature}, the argument of VFIO_DEVICE_FEATURE (0x3b75)</th></tr>
 *   <tr><td>0</td><td>4</td><td>argsz</td><td>all of the argument, this header too; more than needed is fine</td></tr>
 *   <tr><td>4</td><td>4</td><td>flags</td><td>bits 0-15 the feature, 16 GET, 17 SET, 18 PROBE, others 0</td></tr>
 *   <tr><td>8</td><td></td><td>data</td><td>as the feature says</td></tr>
 *   <tr><th colspan="4">feature 1, MIGRATION (GET); feature 9, MIG_DATA_SIZE (GET)</th></tr>
 *   <tr><td>8</td><td>8</td><td>flags; stop_copy_length</td><td>out</td></tr>
 *   <tr><th colspan="4">feature 2, MIG_DEVICE_STATE (GET, SET)</th></tr>
 *   <tr><td>8</td><td>4</td><td>device_state</td><td>in at SET, out at GET; kept by a SET, failed or not</td></tr>
 *   <tr><td>12</td><td>4</td><td>data_fd</td><td>out: the number of a new data file, or -1</td></tr>
 *   <tr><th colspan="4">feature 6, DMA_LOGGING_START (SET); feature 7, DMA_LOGGING_STOP (SET): no data</th></tr>
 *   <tr><td>8</td><td>8</td><td>page_size</td><td>in: a hint; out: what the driver chose</td></tr>
 *   <tr><td>16</td><td>4</td><td>num_ranges</td><td>0: EINVAL; more than 256: E2BIG</td></tr>
 *   <tr><td>20</td><td>4</td><td>reserved</td><td></td></tr>
 *   <tr><td>24</td><td>8</td><td>ranges</td><td>the address of pairs of iova and length, 16 bytes each: multiples of
 *       page_size and no overlap, otherwise EINVAL; an end below 2^64, otherwise EOVERFLOW</td></tr>
 *   <tr><th colspan="4">feature 8, DMA_LOGGING_REPORT (GET)</th></tr>
 *   <tr><td>8</td><td>16</td><td>iova, length</td><td>an end below 2^64, otherwise EOVERFLOW</td></tr>
 *   <tr><td>24</td><td>8</td><td>page_size</td><td>a power of two from 4096 on, otherwise EINVAL</td></tr>
 *   <tr><td>32</td><td>8</td><td>bitmap</td><td>the address of words of 64 bits, one bit a page; none is cleared</td></tr>
 *   <tr><th colspan="4">feature 12, MIG_PRECOPY_INFOv2 (SET): no data</th></tr>
 *   <tr><th colspan="4">{@code vfio_precopy_info}, the argument of VFIO_MIG_GET_PRECOPY_INFO (0x3b79) on a data file</th></tr>
 *   <tr><td>0</td><td>4</td><td>argsz</td><td>at least 24</td></tr>
 *   <tr><td>4</td><td>4</td><td>flags</td><td>out: bit 0 REINIT, with version 2 only</td></tr>
 *   <tr><td>8</td><td>8</td><td>initial_bytes</td><td>out</td></tr>
 *   <tr><td>16</td><td>8</td><td>dirty_bytes</td><td>out</td></tr>
 * </table>
 *
 * <p>VFIO_DEVICE_FEATURE is checked in this order, and the first failure is the answer:
 *
 * <ol>
 *   <li>no access to the device: EINVAL
 *   <li>the header cannot be read: EFAULT; argsz below 8, an unknown flag, GET with SET but no PROBE: EINVAL
 *   <li>the device does not have the feature: ENOTTY; for feature 12, a device without PRE_COPY: EINVAL
 *   <li>GET or SET not supported by the feature: EINVAL; PROBE ends here with 0; neither GET nor SET: EINVAL
 *   <li>data smaller than the feature's: EINVAL
 *   <li>the feature itself: EFAULT if its data cannot be copied, otherwise what the driver says
 * </ol>
 */
@NullMarked
package dev.vmig.fsm.uapi;

import org.jspecify.annotations.NullMarked;
