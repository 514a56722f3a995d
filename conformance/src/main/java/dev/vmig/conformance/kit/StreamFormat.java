package dev.vmig.conformance.kit;

import java.util.Optional;

/** Port: the layout of a driver's records, to make and judge streams with chosen contents. */
public interface StreamFormat {
    /**
     * A complete record of a kind that no driver knows.
     *
     * @param optional whether a driver has to skip the unknown record
     * @param length of its payload in bytes
     */
    byte[] unknown(boolean optional, int length);

    /**
     * The header of an image record.
     *
     * @param size of the payload in bytes, unsigned
     */
    byte[] imageHeader(long size);

    /** Whether the bytes are complete records. */
    boolean isWhole(byte[] stream);

    /** What is wrong with complete records and their images; empty if they are valid. */
    Optional<String> objection(byte[] stream);

    /**
     * How the final image of a stopped device contradicts what its guest reads; nothing if it does not. Asked if the driver
     * declares {@code VALUES_IN_STREAM}.
     *
     * @param stream complete records
     * @param view as the port {@link GuestView} has it
     */
    default Optional<String> contradiction(byte[] stream, String view) {
        return Optional.empty();
    }

    /** Whether a device may load the stream and ignore this byte, because it is reserved or a hint. */
    default boolean mayIgnore(byte[] stream, int at) {
        return false;
    }
}
