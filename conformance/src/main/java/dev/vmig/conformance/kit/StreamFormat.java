package dev.vmig.conformance.kit;

import java.util.Optional;

/** Port: how the records of a driver's stream are laid out, so that streams with chosen contents can be made and judged. */
public interface StreamFormat {
    /**
     * A whole record of a kind that no driver knows.
     *
     * @param optional whether a driver that does not know it skips it
     * @param length bytes of its payload
     */
    byte[] unknown(boolean optional, int length);

    /**
     * The header of a record with an image.
     *
     * @param size bytes of the payload, an unsigned number
     */
    byte[] imageHeader(long size);

    /** Whether the bytes are whole records. */
    boolean isWhole(byte[] stream);

    /** What is wrong with whole records, the images in them included; nothing if they are as a device returns them. */
    Optional<String> objection(byte[] stream);

    /** Whether a device may take the stream and ignore this byte, which is reserved or a hint. */
    default boolean mayIgnore(byte[] stream, int at) {
        return false;
    }
}
