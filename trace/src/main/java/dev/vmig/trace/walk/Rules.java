package dev.vmig.trace.walk;

/** By which rules events are read. */
enum Rules {
    /** As steps of the specification and no more: for runs that are put to it while they happen. */
    PLAIN,
    /** Traces of version 1: also the silence of a stopped device, and what the file of an ended session answers. */
    VERSION_1,
    /** Traces of version 2: also failures of the system around the driver. */
    VERSION_2
}
