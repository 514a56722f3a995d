package dev.vmig.trace.qemu;

/** What a line of a log of QEMU means: a trace event, or an error that QEMU reports. */
enum EventKind {
    /** A device that can be migrated, with its features. */
    INIT,
    /** A device that can be migrated. */
    REALIZE,
    /** The device is detached. */
    UNPLUG,
    /** QEMU is about to ask for a state, unless it believes the device to be in it. */
    REQUEST,
    /** The state that QEMU believes in from now on: what it asked for, the recover state, or RUNNING after a reset. */
    RESULT,
    /** QEMU has asked for a state and got it (QEMU 8 and 9.0, which print nothing of what fails). */
    REACHED,
    /** The VM is about to stop or start, and a P2P state was asked of the device. */
    VM_PREPARE,
    /** The VM stops or starts, and that was asked of the device. */
    VM_CHANGE,
    /** MIG_DATA_SIZE, answered. */
    DATA_SIZE,
    /** VFIO_MIG_GET_PRECOPY_INFO, answered. */
    PRECOPY_INFO,
    /** What QEMU takes to be left, as it has reckoned. */
    PENDING,
    /** What is left, as the device has just told. */
    PENDING_EXACT,
    /** The switchover-ack is on for the device. */
    ACK,
    /** Saving begins; the size of QEMU's buffer. */
    SAVE_SETUP,
    /** The first iteration of the device begins. */
    ITERATE_START,
    /** A read that brought bytes. */
    SAVE_BLOCK,
    /** A read that brought ENOMSG. */
    SAVE_EMPTY,
    /** One round of pre-copy is over. */
    SAVE_ITERATE,
    /** The data are about to be read to their end. */
    COMPLETE_START,
    /** The data have been read to their end, or that failed: 0 is success. */
    SAVE_COMPLETE,
    /** The same with multifd: 1 is success. */
    THREAD_END,
    /** The configuration of the device is in the stream. */
    CONFIG_SAVED,
    /** The source is done with the device. */
    SAVE_CLEANUP,
    /** A tag of QEMU's stream has come in. */
    LOAD_FRAME,
    /** Bytes that came in have been written to the device, or that failed. */
    LOAD_DATA,
    /** A buffer has arrived (multifd). */
    BUFFER_IN,
    /** A buffer is about to be written. */
    BUFFER_START,
    /** A buffer has been written; how many bytes is not printed. */
    LOAD_BUFFER,
    /** The configuration is about to be loaded. */
    CONFIG_START,
    /** The configuration has been loaded. */
    CONFIG_LOADED,
    /** The destination is done with the device. */
    LOAD_CLEANUP,
    /** The device has been reset. */
    RESET,
    /** It has if the result says so. */
    RESET_RESULT,
    /** A reset is tried; there may be none that the device can do. */
    RESET_BEGINS,
    /** Tracking of dirty pages has begun. */
    DIRTY_START,
    /** The dirty pages have been read. */
    DIRTY_QUERY,
    /** QEMU tells the device how the migration stands. */
    NOTIFIER,
    /** QEMU's migration has come to another status. */
    STATUS,
    /** Error line: a request failed; the errno, and what QEMU does about it. */
    SET_FAILED,
    /** Error line: the request for the recover state failed, too. */
    RECOVER_FAILED,
    /** Error line: a data file came back although QEMU still holds one. */
    OUT_OF_SYNC,
    /** Error line: the dirty pages could not be read, or not be tracked. */
    DIRTY_FAILED,
    /** Error line: saving failed. */
    SAVE_FAILED,
    /** Error line: loading failed. */
    LOAD_FAILED,
    /** Error line: QEMU gives up what it loads, of all devices. */
    LOAD_GIVEN_UP,
    /** Error line: QEMU cannot take its disks back, and leaves the VM stopped. */
    DISKS_LOST,
    /** Tells that other events follow, which are judged. */
    ANNOUNCES,
    /** Of migration, but tells nothing about the device's state, and no rule is about it. */
    NO_STATE,
    /** Not about migration. */
    OTHER,
    /** A vfio_ event that the dictionary does not have. */
    UNKNOWN;

    /** Whether it is read with its arguments. */
    boolean isMapped() {
        return compareTo(ANNOUNCES) < 0;
    }

    /** Whether it tells of a state that a device was asked for or came to. */
    boolean isOfState() {
        return this == REQUEST || this == RESULT || this == REACHED;
    }

    /** Whether it is an error line. */
    boolean isError() {
        return compareTo(SET_FAILED) >= 0 && compareTo(DISKS_LOST) <= 0;
    }
}
