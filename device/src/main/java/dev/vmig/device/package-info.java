/**
 * A simulated owner (PF) with its admin virtqueue and its members, virtio-net VFs or, with the
 * common parts only, virtio-blk VFs (Virtio 1.4, 2.12 to 2.14 and 5.1.8).
 * No thread, no clock, no randomness of its own: {@link dev.vmig.device.EventScheduler} and a seed are injected.
 *
 * <pre>
 *   driver of the owner                          guest, network, PCI
 *        |  submit / used, aborted                    |  doorbells, configuration, packets, reset
 *   AdminVirtqueue                                    |
 *        |  one Lane a member: order, latency, faults |
 *   CommandDispatcher: group, opcode, member, fields  |
 *        |  lists, capabilities, objects, parts, mode, legacy
 *        +---------------> VirtualFunction <----------+
 *                           mode, parts ------------> VfObserver, VfCounters
 *                                |
 *                            VfEngine: one DMA at a time, requests on split rings
 *                                |
 *                        GuestAddressSpace: RAM, BARs of peers <---- Guest (its driver)
 * </pre>
 *
 * <table>
 * <caption>Where Virtio 1.4 is silent or contradicts itself: what this device does</caption>
 * <tr><th>question<th>decision
 * <tr><td>order on the queue (2.13 against 2.13.1)<td>per member, or per queue: {@link dev.vmig.device.AdminOrder}
 * <tr><td>METADATA_GET with a short buffer<td>ENOMEM, NORESOURCE
 * <tr><td>GET with a short buffer<td>cut, as the framework has it
 * <tr><td>SIZE<td>headers included; the largest that the VF can ever have
 * <tr><td>ids of objects<td>one space for the owner; below the driver limit of the kind; ENXIO for another member's
 * <tr><td>CREATE while the limit of the kind is 0<td>ENOSPC, NORESOURCE; an id at or above the limit: EINVAL
 * <tr><td>GET of ALL with headers<td>headers ignored
 * <tr><td>GET of SELECTED<td>type and selector count; answer in the order of the table
 * <tr><td>SET while RUNNING<td>EBUSY, TRYAGAIN
 * <tr><td>SET: unknown part or selector<td>EINVAL, INVALID_FIELD if mandatory, ignored if optional
 * <tr><td>SET: order<td>of types as in {@link dev.vmig.codec.PartType}; free within a type; no part twice
 * <tr><td>SET: a part that the buffer cuts<td>EINVAL, INVALID_FIELD: zeros in its place would damage the member
 * <tr><td>SET: zeros behind the last part<td>padding
 * <tr><td>SET: read back before resume<td>GET returns what was set
 * <tr><td>SET of PCI_COMMON_CFG<td>num_queues and doorbells are compared, the other fields taken over
 * <tr><td>VLAN table<td>bitmap of 512 bytes
 * <tr><td>DEV_MODE_SET with other flags<td>EINVAL, INVALID_FIELD
 * <tr><td>opcodes of QUERY and MODIFY<td>a setting, those of the table by default: {@link dev.vmig.device.DevicePersonality}
 * <tr><td>flags and reserved bytes of objects and capabilities<td>ignored
 * <tr><td>GET: whole 64-bit units<td>zeros behind the parts, which the used length does not count
 * <tr><td>legacy access: length<td>that of the buffer, so that a padded or empty one is another, or no, access
 * <tr><td>legacy access: piece of a field<td>allowed; a write leaves the other bytes as they are
 * <tr><td>legacy queue address<td>no part of its own: it follows from queue_desc in VQ_CFG
 * <tr><td>legacy interrupt status<td>set without MSI-X only; in no part
 * <tr><td>VF Enable cleared<td>VFs reset; objects stay and wait for their VF
 * <tr><td>function-level reset<td>the mode is RUNNING; objects survive; all commands for the VF wait for its end
 * <tr><td>doorbells while STOPPED<td>kept, served after resume
 * <tr><td>ring positions<td>the used index in guest memory, always: requests are taken and completed in order, one by one
 * <tr><td>buffers observed and not used at a stop<td>there are none: a request is observed when it is served
 * <tr><td>resume<td>every queue is looked at as if it had been notified
 * <tr><td>a queue that cannot be served<td>DEVICE_NEEDS_RESET, and the configuration interrupt
 * <tr><td>reset by the guest (device_status 0)<td>parts at default, nothing outstanding; the mode stays
 * <tr><td>reset of the owner<td>objects, LIST_USE, driver capability gone; the members keep mode and parts
 * </table>
 */
@NullMarked
package dev.vmig.device;

import org.jspecify.annotations.NullMarked;
