/**
 * The consumer: migrates devices from one host to another as QEMU does, in virtual time.
 *
 * <pre>
 *   source                                            target
 *   RUNNING        -- all pages --------------------&gt;  RUNNING (not yet used)
 *   PRE_COPY       -- images of a running device --&gt;  RESUMING
 *                  -- dirty pages, in rounds ------&gt;
 *   vCPUs paused   |
 *   PRE_COPY_P2P   |
 *   STOP_COPY      |  -- final image --------------&gt;  RESUMING       downtime
 *                  |  -- the last dirty pages -----&gt;
 *   STOP           |                                  RUNNING_P2P
 *                  |                                  RUNNING
 * </pre>
 *
 * <p>Time is {@link dev.vmig.vmm.VirtualTime}: it passes while somebody waits. To have many migrations at once, each is one
 * of the {@link dev.vmig.vmm.VirtualTasks}, and several of them that use one device do so through a {@link
 * dev.vmig.vmm.SerialisedDevice}.
 *
 * <p>{@link dev.vmig.vmm.Host} puts driver and simulated device together; neither knows the other.
 */
@NullMarked
package dev.vmig.vmm;

import org.jspecify.annotations.NullMarked;
