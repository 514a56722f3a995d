/**
 * State tables recorded from real drivers: the driver's answer for each current state and each requested one.
 *
 * <p>A table is CSV with a header line. Two forms are known; the columns may come in any order.
 *
 * <table>
 *   <caption>Columns</caption>
 *   <tr><td>cur, cur_name</td><td>the current state, by number and name</td></tr>
 *   <tr><td>requested, requested_name</td><td>the requested state</td></tr>
 *   <tr><td>variant</td><td>how the device reached it; for RESUMING, what was written; or {@code unreachable}</td></tr>
 *   <tr><td>errno, errno_name</td><td>the answer; 0 for success</td></tr>
 *   <tr><td>result_state, result_name</td><td>the state according to GET afterwards</td></tr>
 *   <tr><td>data_fd_present</td><td>1 if the request returned a data file, else 0</td></tr>
 *   <tr><td>data_fd_field</td><td>optional: the field of the answer, {@code fd} or -1</td></tr>
 *   <tr><td>admin_commands</td><td>optional: the admin commands that a vfio-virtio driver issued, with their results</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.trace.tables;

import org.jspecify.annotations.NullMarked;
