/**
 * State tables recorded from real drivers: for each current state and each requested one, what the driver answered.
 *
 * <p>A table is CSV with a header line. Two forms are known; the columns may come in any order.
 *
 * <table>
 *   <caption>Columns</caption>
 *   <tr><td>cur, cur_name</td><td>the state that the device was in, by number and name</td></tr>
 *   <tr><td>requested, requested_name</td><td>the state that was asked for</td></tr>
 *   <tr><td>variant</td><td>how it came there: for RESUMING, what had been written; {@code unreachable} if it did not</td></tr>
 *   <tr><td>errno, errno_name</td><td>the answer; 0 for success</td></tr>
 *   <tr><td>result_state, result_name</td><td>what GET said afterwards</td></tr>
 *   <tr><td>data_fd_present</td><td>1 if a data file came back, else 0</td></tr>
 *   <tr><td>data_fd_field</td><td>optional: the field of the answer, {@code fd} or -1</td></tr>
 *   <tr><td>admin_commands</td><td>optional: the admin commands that a vfio-virtio driver issued, with their results</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.trace.tables;

import org.jspecify.annotations.NullMarked;
