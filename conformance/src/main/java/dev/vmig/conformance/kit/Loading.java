package dev.vmig.conformance.kit;

import org.jspecify.annotations.Nullable;

/**
 * What a resuming session has received. A stream that began in PRE_COPY holds several images, and a prefix of it can be
 * a whole stream: there is no end marker (S-3).
 */
enum Loading {
    NOTHING("VMIG-ERR-002"),
    PART("VMIG-ERR-003"),
    FAILED("VMIG-ERR-004"),
    EMPTY("VMIG-ERR-011"),
    UNFIT("VMIG-MIG-012"),
    WHOLE(null),
    /** Not known. */
    UNKNOWN(null);

    /** The rule that forbids RESUMING→STOP; null if none does. */
    final @Nullable String refusedBy;

    Loading(@Nullable String refusedBy) {
        this.refusedBy = refusedBy;
    }

    static Loading of(Subject subject) {
        SessionFile session = subject.session().orElse(null);
        if (session == null || session.garbage) {
            return UNKNOWN;
        }
        if (session.standing == SessionFile.Standing.FAILED) {
            return FAILED;
        }
        if (session.faulted) {
            return UNKNOWN;
        }
        if (session.damaged) {
            return UNKNOWN;
        }
        if (session.begunAgain) {
            return PART;
        }
        if (session.emptyImage && session.taken == 0) {
            return EMPTY;
        }
        SessionFile.Stream fed = session.fed;
        if (fed == null || session.taken == 0) {
            return NOTHING;
        }
        if (fed.whole && session.taken == fed.length()) {
            return subject.unfit ? UNFIT : WHOLE;
        }
        return fed.whole && !fed.preCopy ? PART : UNKNOWN;
    }

    /**
     * Expects that a device saves again what it has loaded: one whole image, or the damaged stream that it accepted.
     */
    static void expectAgain(Subject subject) {
        SessionFile session = subject.session().orElse(null);
        if (session == null || session.fed == null) {
            return;
        }
        if (session.damaged) {
            subject.expected = session.fed.bytes();
            subject.expectedBy = "VMIG-MIG-011";
        }
        if (of(subject) != WHOLE) {
            return;
        }
        subject.viewExpected = session.fed.view;
        if (!session.fed.preCopy && !subject.crossing) {
            subject.expected = session.fed.bytes();
            subject.expectedBy = session.writes > 1 ? "VMIG-STR-009" : "VMIG-MIG-002";
        }
    }
}
