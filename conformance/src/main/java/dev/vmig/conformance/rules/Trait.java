package dev.vmig.conformance.rules;

/** What is true of some drivers and not of others, and decides whether a rule applies. A driver's author declares it. */
public enum Trait {
    /** The state of a stopped device is always the same bytes, and so is that of a device that has loaded it. */
    SAME_STATE_SAME_BYTES,
    /** The pre-copy counters are exact, and not an estimate. */
    EXACT_COUNTERS,
    /** A read may find that its bytes are still on their way: EAGAIN, and they come by themselves. */
    READS_WAIT,
    /** There are failures after which the device is in ERROR. */
    ENTERS_ERROR,
    /** In PRE_COPY the driver saves changes anew, so that the counters show them within two seconds. */
    TRACKS_CHANGES,
    /** Some bits of the stream have no effect, such as reserved ones. */
    IGNORES_SOME_BITS,
    /** A read of a saving file waits for no call, so that it can come in the midst of a request. */
    READS_DURING_REQUESTS
}
