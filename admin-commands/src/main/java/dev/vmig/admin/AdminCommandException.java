package dev.vmig.admin;

import dev.vmig.codec.AdminStatus;
import dev.vmig.codec.Opcode;
import dev.vmig.codec.StatusQualifier;
import dev.vmig.fsm.Errno;
import dev.vmig.fsm.ErrnoException;
import java.io.Serial;

/**
 * A device answered an admin command with a status other than OK (Virtio 1.4, 2.12.1).
 *
 * <p>The errno is the number of the status. A status that Virtio 1.4 does not know is handled like EINVAL (2.12.1.6,
 * ADM-DRV-09), a reserved qualifier like INVALID_COMMAND (ADM-DRV-10); the numbers as they came are kept beside them.
 */
public final class AdminCommandException extends ErrnoException {
    @Serial
    private static final long serialVersionUID = 1;

    private final Opcode opcode;
    private final long memberId;
    private final int statusNumber;
    private final int qualifierNumber;

    AdminCommandException(Opcode opcode, long memberId, int statusNumber, int qualifierNumber) {
        super(
                Errno.of(effective(AdminStatus.of(statusNumber)).number()).orElse(Errno.EINVAL),
                "%s of member %d: status %d %s, qualifier %d %s"
                        .formatted(
                                opcode,
                                memberId,
                                statusNumber,
                                AdminStatus.of(statusNumber),
                                qualifierNumber,
                                StatusQualifier.of(qualifierNumber)));
        this.opcode = opcode;
        this.memberId = memberId;
        this.statusNumber = statusNumber;
        this.qualifierNumber = qualifierNumber;
    }

    /** The command that failed. */
    public Opcode opcode() {
        return opcode;
    }

    /** The member that it addressed, 0 if none. */
    public long memberId() {
        return memberId;
    }

    /** What the status means; never OK and never UNKNOWN. */
    public AdminStatus status() {
        return effective(AdminStatus.of(statusNumber));
    }

    /** What the qualifier means, which is low-level detail; never UNKNOWN. */
    public StatusQualifier qualifier() {
        StatusQualifier known = StatusQualifier.of(qualifierNumber);
        return known == StatusQualifier.UNKNOWN ? StatusQualifier.INVALID_COMMAND : known;
    }

    /** The status as it came, 1 to 65535. */
    public int statusNumber() {
        return statusNumber;
    }

    /** The qualifier as it came, 0 to 65535. */
    public int qualifierNumber() {
        return qualifierNumber;
    }

    private static AdminStatus effective(AdminStatus status) {
        return status == AdminStatus.UNKNOWN ? AdminStatus.EINVAL : status;
    }
}
