package dev.vmig.conformance.kit;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Why the answers of two drivers to the same calls differ, as far as the contract or a finding says it. */
public enum KnownDifference {
    /** A kernel looks at the direction of a file before it calls the driver. */
    DIRECTION("contract", "EBADF or ENOTTY for a file of an ended session"),
    /** Each driver has its own reason to refuse bytes. */
    REFUSAL("contract", "another errno for bytes that are no stream"),
    /** K-1, K-17. */
    LEFT_SPOILED("K-1 or K-17", "RESUMING is left after a write that failed"),
    /** K-1. */
    LEFT_UNLOADED("K-1", "RESUMING is left without a whole stream"),
    /** K-17. */
    GOES_ON("K-17", "a load goes on after a write that failed"),
    /** K-11. */
    TEMPORARY_END("K-11", "a read that finds nothing in PRE_COPY answers 0"),
    /** K-12. */
    ENDED_READS("K-12", "a read of an ended session answers 0"),
    /** K-16. */
    ENDED_COUNTERS("K-16", "a call on the file of an ended session is refused before the session is looked at");

    private static final String REFUSED = "EINVAL, state RESUMING";

    private final String id;
    private final String words;

    KnownDifference(String id, String words) {
        this.id = id;
        this.words = words;
    }

    /** The finding, or the contract if both answers keep it. */
    public String id() {
        return id;
    }

    /** What differs, in one clause. */
    public String words() {
        return words;
    }

    static Optional<KnownDifference> of(Call call, Playback.Outcome one, Playback.Outcome other) {
        return Arrays.stream(values())
                .filter(known -> known.explains(call, one, other))
                .findFirst();
    }

    private boolean explains(Call call, Playback.Outcome one, Playback.Outcome other) {
        boolean ended = one.ended();
        boolean spoiled = one.spoiled();
        return switch (this) {
            case DIRECTION -> ended && differ(one, other, Set.of("EBADF", "ENOTTY"), Set.of("ENODEV", "EINVAL"));
            case REFUSAL -> call.kind() == Call.Kind.WRITE_GARBAGE && isRefusal(one) && isRefusal(other);
            case LEFT_SPOILED -> spoiled && isLeft(call, one, other);
            case LEFT_UNLOADED -> !(one.loaded() && other.loaded()) && isLeft(call, one, other);
            case GOES_ON ->
                spoiled
                        && !ended
                        && differ(one, other, Set.of("taken", "EINVAL", "ENOMEM", "EFAULT"), Set.of("ENODEV"));
            case TEMPORARY_END ->
                differ(one, other, Set.of("0 bytes", "bytes, then 0 bytes"), Set.of("ENOMSG", "bytes, then ENOMSG"));
            case ENDED_READS -> ended && differ(one, other, Set.of("0 bytes"), Set.of("ENODEV"));
            case ENDED_COUNTERS -> ended && differ(one, other, Set.of("EINVAL", "ENOMEM"), Set.of("ENODEV"));
        };
    }

    private static boolean differ(Playback.Outcome one, Playback.Outcome other, Set<String> some, Set<String> others) {
        return (some.contains(one.text()) && others.contains(other.text()))
                || (some.contains(other.text()) && others.contains(one.text()));
    }

    private static boolean isRefusal(Playback.Outcome outcome) {
        return !Set.of("taken", "nothing taken", "ENODEV", "no answer").contains(outcome.text());
    }

    private static boolean isLeft(Call call, Playback.Outcome one, Playback.Outcome other) {
        return call.kind() == Call.Kind.SET_STATE
                && (one.text().equals(REFUSED) || other.text().equals(REFUSED))
                && (one.text().startsWith("success") || other.text().startsWith("success"));
    }
}
