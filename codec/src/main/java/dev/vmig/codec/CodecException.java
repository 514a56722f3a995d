package dev.vmig.codec;

/**
 * Bytes or values that do not fit a layout. The one exception of this package for wire data; a wrong range given to a
 * {@code wrap} method is a mistake of the caller and stays an {@link IndexOutOfBoundsException}.
 *
 * <p>It carries no stack trace and makes its text only when asked, because a validator that faces a hostile or damaged
 * stream rejects in bulk.
 */
public final class CodecException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Reason {
        /** The structure does not fit into the bytes that remain; {@link #value()} is its size in bytes. */
        TOO_SHORT,
        /** A length field claims more bytes than remain; {@link #value()} is the claim, an unsigned 64-bit number. */
        LENGTH,
        /** An unsigned 64-bit field is above the caller's maximum. */
        MAXIMUM,
        /** A value handed to an encoder does not fit its field; {@link #value()} is signed. */
        RANGE,
        /** The bytes behind the last part are too few for a header and not all zero; {@link #value()} counts them. */
        TRAILING
    }

    private final Reason reason;
    private final String field;
    private final long value;
    private final int offset;
    private final long limit;

    CodecException(Reason reason, String field, long value, int offset, long limit) {
        super(null, null, false, false);
        this.reason = reason;
        this.field = field;
        this.value = value;
        this.offset = offset;
        this.limit = limit;
    }

    /** What is wrong. */
    public Reason reason() {
        return reason;
    }

    /** The field or structure, by its name in the specification. */
    public String field() {
        return field;
    }

    /** The offending value; its meaning depends on {@link #reason()}. */
    public long value() {
        return value;
    }

    /** Where the field or structure starts: an index into the caller's array. */
    public int offset() {
        return offset;
    }

    /** The largest value that would have been accepted, in the unit of {@link #value()}. */
    public long limit() {
        return limit;
    }

    @Override
    public String getMessage() {
        String number = reason == Reason.RANGE ? Long.toString(value) : Long.toUnsignedString(value);
        String most = Long.toUnsignedString(limit);
        return switch (reason) {
            case TOO_SHORT -> field + " at byte " + offset + ": needs " + number + " bytes, " + most + " remain";
            case LENGTH -> field + " " + number + " at byte " + offset + ": at most " + most + " bytes remain";
            case MAXIMUM -> field + " " + number + " at byte " + offset + ": expected at most " + most;
            case RANGE -> field + " " + number + " at byte " + offset + ": expected 0 to " + most;
            case TRAILING ->
                field + " at byte " + offset + ": the last " + number
                        + " bytes are too few for a part header and not all zero";
        };
    }
}
