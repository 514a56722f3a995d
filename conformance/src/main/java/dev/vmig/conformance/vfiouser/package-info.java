/**
 * The vfio-user protocol: the devices of two servers are a {@link dev.vmig.conformance.kit.Testee}, and any testee can
 * be served. It uses JDK sockets only, which cannot pass file descriptors; commands that need one are refused.
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
 * <p>The protocol has neither data_fd nor sizes nor pre-copy counters, so that rules about them do not apply. Rules
 * about the file of a session are judged by the replies to MIG_DATA_READ and MIG_DATA_WRITE where these make the same
 * promise.
 */
@NullMarked
package dev.vmig.conformance.vfiouser;

import org.jspecify.annotations.NullMarked;
