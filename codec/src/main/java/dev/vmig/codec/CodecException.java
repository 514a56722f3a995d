package dev.vmig.codec;

import java.util.Locale;

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
        /** An unsigned 64-bit field is above the maximum. */
        MAXIMUM,
        /** An unsigned 64-bit field is below the minimum, {@link #limit()}. */
        MINIMUM,
        /** A value handed to an encoder does not fit its field; {@link #value()} is signed. */
        RANGE,
        /** The bytes behind the last part are too few for a header and not all zero; {@link #value()} counts them. */
        TRAILING,
        /** A reserved byte or bit is not zero; {@link #value()} is its value. */
        RESERVED,
        /** A field must have one value, {@link #limit()}, and has another. */
        VALUE,
        /** An offset is not a multiple of {@link #limit()}. */
        ALIGNMENT,
        /** The length of a part is not the one, {@link #limit()}, that the format of its value has. */
        FORMAT,
        /** A number without a meaning where one is needed. */
        UNKNOWN,
        /** A part or a record that the reader does not know and that is not marked optional. */
        UNKNOWN_MANDATORY,
        /** A part stands behind one of a type, {@link #limit()}, that it must precede. */
        ORDER,
        /** A part of the same type and selector stands there twice; {@link #value()} is the type. */
        DUPLICATE;

        /** The stable word for it that the golden vectors and reports use: {@code too-short}, for one. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
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

    /**
     * The bound or value that would have been accepted, in the unit of {@link #value()}; the largest one unless
     * {@link #reason()} says otherwise.
     */
    public long limit() {
        return limit;
    }

    @Override
    public String getMessage() {
        return message(0);
    }

    /**
     * The message with another place: that of a byte in a stream of which the array was a window.
     *
     * @param base offset of the first byte of the array
     */
    public String message(long base) {
        long place = base + offset;
        String number = reason == Reason.RANGE ? Long.toString(value) : Long.toUnsignedString(value);
        String bound = Long.toUnsignedString(limit);
        String found = field + " " + number + " at byte " + place + ": ";
        return switch (reason) {
            case TOO_SHORT -> field + " at byte " + place + ": needs " + number + " bytes, " + bound + " remain";
            case LENGTH -> found + "at most " + bound + " bytes remain";
            case MAXIMUM -> found + "expected at most " + bound;
            case MINIMUM -> found + "expected at least " + bound;
            case RANGE -> found + "expected 0 to " + bound;
            case RESERVED -> found + "reserved, expected 0";
            case VALUE -> found + "expected " + bound;
            case ALIGNMENT -> found + "expected a multiple of " + bound;
            case FORMAT -> found + "expected " + bound + ", as the format of the part has it";
            case UNKNOWN -> found + "has no meaning";
            case UNKNOWN_MANDATORY -> found + "is unknown, and not marked optional";
            case ORDER -> found + "expected in front of type " + bound;
            case DUPLICATE -> found + "stands there a second time, with the same selector";
            case TRAILING ->
                field + " at byte " + place + ": the last " + number
                        + " bytes are too few for a part header and not all zero";
        };
    }
}
