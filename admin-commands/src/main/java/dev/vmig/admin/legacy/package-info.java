/**
 * The legacy half of the vfio-virtio driver: a guest that knows only the legacy interface is shown a transitional device
 * whose I/O BAR the driver emulates with the legacy admin commands (Linux, drivers/vfio/pci/virtio/legacy_io.c; Virtio
 * 1.4, 2.12.1.1). Migration does not depend on it, nor it on migration.
 *
 * <p>{@link dev.vmig.admin.legacy.LegacyIoDevice} is the device as the guest's VMM sees it; it reaches the VF through
 * {@link dev.vmig.admin.LegacyCommands} and {@link dev.vmig.admin.legacy.LegacyFunction}.
 *
 * <table>
 *   <caption>The emulated BAR 0, 32 bytes</caption>
 *   <tr><th>offset</th><th>what it is</th><th>how it is reached</th></tr>
 *   <tr><td>0 to 15, 18, 19</td><td>common configuration</td><td>LEGACY_COMMON_CFG_READ, _WRITE</td></tr>
 *   <tr><td>16, 17</td><td>doorbell, 16 bits at once</td><td>the address that LEGACY_NOTIFY_INFO gave</td></tr>
 *   <tr><td>20 to 23 with MSI-X enabled</td><td>vectors</td><td>LEGACY_COMMON_CFG_READ, _WRITE</td></tr>
 *   <tr><td>20, or 24 with MSI-X enabled, to 31</td><td>device configuration from 0</td>
 *       <td>LEGACY_DEV_CFG_READ, _WRITE</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.admin.legacy;

import org.jspecify.annotations.NullMarked;
