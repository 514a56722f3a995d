package dev.vmig.conformance.rules;

/** A property of some drivers that decides whether a rule applies. The author of a driver declares it. */
public enum Trait {
    /** A stopped device always saves the same bytes, and so does a device that has loaded them. */
    SAME_STATE_SAME_BYTES,
    /** The pre-copy counters are exact, not estimates. */
    EXACT_COUNTERS,
    /** A read may answer EAGAIN while its bytes are in flight. */
    READS_WAIT,
    /** Some failures leave the device in ERROR. */
    ENTERS_ERROR,
    /** In PRE_COPY the driver saves changes anew, so that the counters show them within two seconds. */
    TRACKS_CHANGES,
    /** Some bits of the stream have no effect, such as reserved ones. */
    IGNORES_SOME_BITS,
    /** A read of a saving file does not wait for other calls, so that it can run during a request. */
    READS_DURING_REQUESTS,
    /** The final image holds values that the guest reads, and the port STREAM_FORMAT finds them in it. */
    VALUES_IN_STREAM,
    /** Several threads may call a device and its files at the same time, as those of a VMM do. */
    CALLS_FROM_THREADS
}
