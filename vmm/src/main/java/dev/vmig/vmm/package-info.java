/**
 * The consumer: migrates devices from one host to another as QEMU does, in virtual time.
 *
 * <pre>
 *   source                                            target
 *   RUNNING                                           RUNNING (not yet used)
 *   PRE_COPY       -- images of a running device --&gt;  RESUMING
 *   PRE_COPY_P2P   |
 *   STOP_COPY      |  -- final image --------------&gt;  RESUMING       downtime
 *   STOP           |                                  RUNNING_P2P
 *                  |                                  RUNNING
 * </pre>
 *
 * <p>{@link dev.vmig.vmm.Host} puts driver and simulated device together; neither knows the other.
 */
@NullMarked
package dev.vmig.vmm;

import org.jspecify.annotations.NullMarked;
