package dev.vmig.conformance.vmmkit;

/** What can be seen of a migration: calls of the VMM, and what else happens. */
enum Deed {
    SET,
    GET,
    READ,
    WRITE,
    INFO,
    CLOSE,
    RESET,
    /** The guest's own. */
    GUEST_RESETS,
    LINK_LOST,
    TARGET_GONE,
    PAUSE,
    GO_ON,
    /** The VMM has returned. */
    END;

    boolean isCall() {
        return compareTo(RESET) <= 0;
    }

    boolean usesFile() {
        return this == READ || this == WRITE || this == INFO;
    }
}
