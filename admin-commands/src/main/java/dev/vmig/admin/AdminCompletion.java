package dev.vmig.admin;

import org.apache.commons.lang3.Validate;

/**
 * The device's answer to an admin command.
 *
 * <p>The two need not agree: a faulty device may report more or less than it wrote. The result of a command ends where the
 * shorter of the two ends, so that bytes that were not written never count as part of it.
 *
 * @param usedLength how many bytes of the device-writable part the device says that it has written, an unsigned 32-bit
 *     number
 * @param writable the device-writable part: the 8 bytes of the status, then the command-specific result. The driver
 *     keeps the array, so that it must not change after this
 */
@SuppressWarnings("ArrayRecordComponent") // Handed over, not shared; completions are not compared.
public record AdminCompletion(long usedLength, byte[] writable) {
    /** Refuses a used length that no used ring can carry. */
    public AdminCompletion {
        Validate.inclusiveBetween(
                0, 0xffff_ffffL, usedLength, "used length: %d (expected: 0 to 4294967295)".formatted(usedLength));
    }
}
