/**
 * The vfio-virtio driver, and the client of the admin commands that it uses.
 *
 * <p>{@link dev.vmig.admin.VirtioDriver} is one VF, {@link dev.vmig.admin.DevicePartsOwner} the PF that it belongs to.
 * The driver reaches the device through {@link dev.vmig.admin.AdminQueue} and {@link dev.vmig.admin.PciFunction} only.
 *
 * <table>
 * <caption>Admin commands and their occasions</caption>
 *   <tr><th>arc, or call</th><th>admin commands, in this order</th></tr>
 *   <tr><td>RUNNING&gt;RUNNING_P2P, PRE_COPY&gt;PRE_COPY_P2P</td><td>DEV_MODE_SET stop</td></tr>
 *   <tr><td>RUNNING_P2P&gt;RUNNING, PRE_COPY_P2P&gt;PRE_COPY</td><td>DEV_MODE_SET run</td></tr>
 *   <tr><td>RUNNING_P2P&gt;STOP, STOP&gt;RUNNING_P2P</td><td>none</td></tr>
 *   <tr><td>STOP&gt;STOP_COPY, RUNNING&gt;PRE_COPY, RUNNING_P2P&gt;PRE_COPY_P2P</td>
 *       <td>RESOURCE_OBJ_CREATE GET, DEV_PARTS_METADATA_GET, DEV_PARTS_GET</td></tr>
 *   <tr><td>PRE_COPY_P2P&gt;STOP_COPY</td><td>DEV_PARTS_METADATA_GET, DEV_PARTS_GET</td></tr>
 *   <tr><td>STOP_COPY&gt;STOP, PRE_COPY&gt;RUNNING, PRE_COPY_P2P&gt;RUNNING_P2P</td><td>RESOURCE_OBJ_DESTROY</td></tr>
 *   <tr><td>STOP&gt;RESUMING</td><td>RESOURCE_OBJ_CREATE SET</td></tr>
 *   <tr><td>RESUMING&gt;STOP</td><td>RESOURCE_OBJ_DESTROY</td></tr>
 *   <tr><td>write of the last byte of an image</td><td>DEV_PARTS_SET</td></tr>
 *   <tr><td>write of the last byte of a description of the source, if these are switched on</td>
 *       <td>RESOURCE_OBJ_CREATE GET, DEV_PARTS_METADATA_GET, DEV_PARTS_GET, RESOURCE_OBJ_DESTROY</td></tr>
 *   <tr><td>pre-copy info, at most once in a second by default</td>
 *       <td>DEV_PARTS_METADATA_GET; DEV_PARTS_GET if all was read</td></tr>
 *   <tr><td>stop-copy length in a saving session</td><td>DEV_PARTS_METADATA_GET</td></tr>
 *   <tr><td>stop-copy length otherwise</td>
 *       <td>RESOURCE_OBJ_CREATE GET, DEV_PARTS_METADATA_GET, RESOURCE_OBJ_DESTROY</td></tr>
 *   <tr><td>reset, close</td><td>RESOURCE_OBJ_DESTROY if there is a session</td></tr>
 *   <tr><td>set-up of the owner</td><td>LIST_QUERY, LIST_USE for the SR-IOV group, and again for the self group;
 *       CAP_ID_LIST_QUERY, DEVICE_CAP_GET, DRIVER_CAP_SET</td></tr>
 * </table>
 *
 * <p>A command that fails ends what it was sent for, after an object that this had created is destroyed again. Only a
 * failing RESOURCE_OBJ_DESTROY stops nothing. How it failed is an {@link dev.vmig.admin.AdminCommandException}.
 *
 * <p>{@link dev.vmig.admin.AdminCommandClient} can be used without the driver. Beyond what the driver sends it has
 * RESOURCE_OBJ_QUERY and MODIFY, the COUNT and LIST of DEV_PARTS_METADATA_GET, and DEV_PARTS_GET of SELECTED parts.
 *
 * <p>With {@link dev.vmig.admin.DriverOptions#describedAs} a stream begins with a record that describes the source ({@link
 * dev.vmig.codec.SourceDescription}), and a target that it does not fit refuses it, in PRE_COPY already: the write
 * fails with EINVAL. Targets that do not know the record skip it, as its flag says.
 *
 * <p>With {@link dev.vmig.admin.DriverOptions#partialImages} at both ends only those parts of an image are sent, and set,
 * that differ from the image before ({@link dev.vmig.codec.PartialImage}). Virtio has no incremental read, so that every
 * image is still read whole. A target without the option refuses the stream at its first record.
 *
 * <p>Locks, outermost first: the gate of a VF, held for a call; the lock of a member, held for a command; then, for a
 * moment only and never while a command is in flight, the session (a read takes nothing else) and the pool of ids.
 */
@NullMarked
package dev.vmig.admin;

import org.jspecify.annotations.NullMarked;
