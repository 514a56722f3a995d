package dev.vmig.codec;

/**
 * The identity of a device part: type and selector (Virtio 1.4, 2.14); flags and length are attributes.
 *
 * @param type the number, see {@link PartType}; 0 to 65535
 * @param selector the 8 selector bytes as a little-endian number, see {@link PartSelector}
 */
public record PartId(int type, long selector) {
    /** The part of a type that uses no selector. */
    public static PartId of(PartType type) {
        return new PartId(type.number(), PartSelector.NONE);
    }

    /** The part of a type with a selector. */
    public static PartId of(PartType type, long selector) {
        return new PartId(type.number(), selector);
    }
}
