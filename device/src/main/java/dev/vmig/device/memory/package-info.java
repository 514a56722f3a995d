/**
 * The memory of a VM and the way in which devices reach it.
 *
 * <pre>
 *   guest, VMM --&gt; {@link dev.vmig.device.memory.GuestMemory} ............ vCPU dirty log (KVM)
 *                        ^
 *   device DMA --&gt; {@link dev.vmig.device.memory.GuestAddressSpace} ...... IOMMU dirty log (IOMMUFD)
 *                        |
 *                        +--&gt; BAR of a peer ........... peer-to-peer DMA
 * </pre>
 *
 * <p>Guest-physical addresses begin at 0. All integers are little-endian.
 */
@NullMarked
package dev.vmig.device.memory;

import org.jspecify.annotations.NullMarked;
