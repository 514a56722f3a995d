package dev.vmig.admin;

import dev.vmig.codec.PartId;

/**
 * What a device tells about one of its parts without giving the value (Virtio 1.4, 2.14).
 *
 * @param id which part
 * @param optional whether a device may ignore the part when it is set
 * @param length bytes of the value, an unsigned 32-bit number
 */
public record PartInfo(PartId id, boolean optional, long length) {}
