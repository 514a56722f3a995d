/**
 * The vfio-user protocol: the devices of two servers are a {@link dev.vmig.conformance.kit.Testee}, and any testee can be
 * served. JDK sockets only, so that no file descriptor is passed: what needs one is refused.
 *
 * <pre>
 *   kit ---- VfioUserTestee                                     VfioUserServer ---- any VfioDevice
 *              VfioUserDevice, MigrationData                          |
 *                    |                                                |
 *               Connection ---- FrameChannel ==== socket ==== FrameChannel ---- Visit   or libvfio-user, SPDK, a server of yours
 *
 *   offset  size  field      rule
 *        0     2  msg_id     a reply has that of its command
 *        2     2  command    see Command
 *        4     4  msg_size   header included; 16 to 1 MiB and a little more
 *        8     4  flags      bits 0 to 3: 0 command, 1 reply; bit 4: no reply is wanted; bit 5: error
 *       12     4  error      an errno; a reply with bit 5 has no payload
 * </pre>
 *
 * <p>The protocol has neither data_fd nor sizes nor pre-copy counters. Rules about those do not apply, and are not judged; a
 * rule about the file of a session is judged by the answer to MIG_DATA_READ or MIG_DATA_WRITE where that is the same promise.
 */
@NullMarked
package dev.vmig.conformance.vfiouser;

import org.jspecify.annotations.NullMarked;
