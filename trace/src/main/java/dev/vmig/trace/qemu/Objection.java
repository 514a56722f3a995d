package dev.vmig.trace.qemu;

import dev.vmig.trace.walk.Rejection;
import java.util.List;
import java.util.Optional;

/**
 * Why an event cannot be.
 *
 * @param reason what it would mean
 * @param allowed what could be instead
 */
record Objection(String reason, List<String> allowed) {
    Objection {
        allowed = List.copyOf(allowed);
    }

    static Optional<Objection> of(String reason, String allowed) {
        return Optional.of(new Objection(reason, List.of(allowed)));
    }

    /** The spec's own. */
    static Optional<Objection> of(Optional<Rejection> rejection) {
        return rejection.map(it -> new Objection(it.toString().split("; the spec allows", 2)[0], it.allowed()));
    }

    /** The spec's, where what it would have allowed is not an answer but a state. */
    static Optional<Objection> of(Optional<Rejection> rejection, String allowed) {
        return of(rejection).map(it -> new Objection(it.reason(), List.of(allowed)));
    }
}
