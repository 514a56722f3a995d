/**
 * The VMM: migrates devices from one host to another as QEMU does, in virtual time.
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
 * <p>Time is {@link dev.vmig.vmm.VirtualTime}: it passes only while a caller waits.
 *
 * <p>{@link dev.vmig.vmm.Host} composes driver and simulated device; neither depends on the other.
 */
@NullMarked
package dev.vmig.vmm;

import org.jspecify.annotations.NullMarked;
