package dev.vmig.trace.qemu;

/** What a trace event of QEMU means. */
enum EventKind {
    /** A device that can be migrated, with its features. */
    INIT,
    /** A device that can be migrated. */
    REALIZE,
    /** QEMU is about to ask for a state, unless it believes the device to be in it. */
    REQUEST,
    /** The state that QEMU believes in from now on: what it asked for, the recover state, or RUNNING after a reset. */
    RESULT,
    /** QEMU has asked for a state and got it (QEMU 8, which prints nothing of what fails). */
    REACHED,
    /** The VM stops or starts, and that was asked of the device. */
    VM_STATE,
    /** MIG_DATA_SIZE, answered. */
    DATA_SIZE,
    /** VFIO_MIG_GET_PRECOPY_INFO, answered. */
    PRECOPY_INFO,
    /** What QEMU takes to be left, as it has reckoned. */
    PENDING,
    /** What is left, as the device has just told. */
    PENDING_EXACT,
    /** Saving begins; the size of QEMU's buffer. */
    SAVE_SETUP,
    /** A read that brought bytes. */
    SAVE_BLOCK,
    /** A read that brought ENOMSG. */
    SAVE_EMPTY,
    /** One round of pre-copy is over. */
    SAVE_ITERATE,
    /** The data have been read to their end, or that failed. */
    SAVE_COMPLETE,
    /** The source is done. */
    SAVE_CLEANUP,
    /** A tag of QEMU's stream has come in. */
    LOAD_FRAME,
    /** Bytes that came in have been written to the device, or that failed. */
    LOAD_DATA,
    /** The same with multifd, which does not tell how many. */
    LOAD_BUFFER,
    /** The target is done. */
    LOAD_CLEANUP,
    /** The device has been reset. */
    RESET,
    /** It has if the result says so. */
    RESET_RESULT,
    /** A reset is tried; there may be none that the device can do. */
    RESET_BEGINS,
    /** Of migration, but tells nothing about the device's state. */
    NO_STATE,
    /** Not about migration. */
    OTHER,
    /** A vfio_ event that the dictionary does not have. */
    UNKNOWN;

    /** Whether it is checked. */
    boolean isMapped() {
        return compareTo(NO_STATE) < 0;
    }
}
