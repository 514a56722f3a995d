package dev.vmig.trace.walk;

/** The rules by which events are read. */
enum Rules {
    /** Steps of the specification only: for runs that are checked while they execute. */
    PLAIN,
    /** Traces of version 1: also the silence of a stopped device, and the answers of an ended session's file. */
    VERSION_1,
    /** Traces of version 2: also failures outside the driver. */
    VERSION_2
}
