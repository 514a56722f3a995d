package dev.vmig.device;

/**
 * What one VF has done since it was made; resets do not clear it.
 *
 * @param dmas outgoing DMA transactions started
 * @param interrupts interrupt messages sent
 * @param startedWhileStopped how many of the two began while the mode was STOPPED; a sound device keeps this 0
 * @param doorbells notifications accepted, in either mode
 * @param controlCommands control commands of the guest carried out
 * @param packetsSent packets of the guest sent to the network
 * @param packetsReceived packets delivered to the guest
 * @param packetsDropped packets that found the device stopped or not set up, no room or no buffer, or were filtered out
 * @param resets function-level resets
 */
public record VfCounters(
        long dmas,
        long interrupts,
        long startedWhileStopped,
        long doorbells,
        long controlCommands,
        long packetsSent,
        long packetsReceived,
        long packetsDropped,
        long resets) {}
