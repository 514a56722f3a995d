package dev.vmig.device;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.CodecException;
import dev.vmig.codec.StatusQualifier;

/** An admin command ends with an error and without effect; the message says why, for people. */
final class CommandRefused extends Exception {
    private static final long serialVersionUID = 1L;

    private final AdminStatus status;
    private final StatusQualifier qualifier;

    CommandRefused(AdminStatus status, StatusQualifier qualifier, String why) {
        super(why, null, false, false);
        this.status = status;
        this.qualifier = qualifier;
    }

    /** EINVAL for a field of the command-specific data. */
    static CommandRefused field(String name, long value, String expectation) {
        return field(name + ": " + value + " (expected: " + expectation + ")");
    }

    /** EINVAL for something in the command-specific data. */
    static CommandRefused field(String why) {
        return new CommandRefused(AdminStatus.EINVAL, StatusQualifier.INVALID_FIELD, why);
    }

    /** EINVAL for parts that do not fit into the buffer. */
    static CommandRefused framing(CodecException unsound) {
        return field(unsound.getMessage());
    }

    AdminStatus status() {
        return status;
    }

    StatusQualifier qualifier() {
        return qualifier;
    }
}
