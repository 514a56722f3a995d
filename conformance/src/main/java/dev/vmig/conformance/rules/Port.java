package dev.vmig.conformance.rules;

/** Optional interfaces of a driver beyond the uAPI, by which the kit observes and controls it. */
public enum Port {
    /** Counts the commands that the driver sends to its device. */
    COMMAND_LOG,
    /** Reports the resources that the driver holds. */
    LEDGER,
    /** Lets time pass, and runs actions during a call. */
    SCHEDULER,
    /** Counts the driver's steps, so that a call that never returns is found. */
    STEP_BUDGET,
    /** Makes the next command to the device fail. */
    FAULTS,
    /** Has a guest set up the device. */
    GUEST,
    /** Makes streams with chosen contents, and judges those that are read. */
    STREAM_FORMAT,
    /** Shows whether the device runs. */
    DEVICE_MODE,
    /** Shows the registers that a guest reads. */
    GUEST_VIEW,
    /** Has a guest submit work to the device and continue at the destination. */
    GUEST_WORK,
    /** Makes any command of a request fail, once or repeatedly. */
    FAULT_SCHEDULE,
    /** Shows each command that the driver sends. */
    COMMANDS,
    /** Opens devices of other personalities, such as another version. */
    PERSONALITIES,
    /** The calls of the uAPI can be made byte by byte, with memory that faults and without free numbers of files. */
    UAPI_CALLS
}
