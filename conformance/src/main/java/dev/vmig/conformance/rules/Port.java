package dev.vmig.conformance.rules;

/** What a driver may offer beyond the uAPI, so that the kit sees what cannot be seen from outside. */
public enum Port {
    /** The commands that the driver sends to its device are counted. */
    COMMAND_LOG,
    /** What the driver holds can be asked for. */
    LEDGER,
    /** Time can be made to pass, and things to happen in the midst of a call. */
    SCHEDULER,
    /** The driver counts its steps, so that a call that never returns is found out. */
    STEP_BUDGET,
    /** A command to the device can be made to fail. */
    FAULTS,
    /** A guest can be had to set up the device. */
    GUEST,
    /** Streams with chosen contents can be made, and those that are read can be judged. */
    STREAM_FORMAT,
    /** Whether the device runs or is stopped can be seen. */
    DEVICE_MODE,
    /** The registers that a guest reads can be compared. */
    GUEST_VIEW,
    /** A guest can give the device work, and go on at the destination. */
    GUEST_WORK,
    /** Any command of a request can be made to fail, once or repeatedly. */
    FAULT_SCHEDULE,
    /** The commands that the driver sends can be seen one by one. */
    COMMANDS,
    /** Devices of other personalities, such as another version, can be opened. */
    PERSONALITIES
}
