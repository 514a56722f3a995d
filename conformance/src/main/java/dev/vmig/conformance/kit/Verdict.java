package dev.vmig.conformance.kit;

/** What was found out about a rule. */
public sealed interface Verdict {
    /**
     * It was held wherever it was checked.
     *
     * @param checks how often that was, at least once
     */
    record Held(long checks) implements Verdict {}

    /** It was violated. */
    record Violated(Violation violation) implements Verdict {}

    /**
     * It was violated, as was said in advance.
     *
     * @param reason why that is accepted for now
     */
    record ExpectedFailure(Violation violation, String reason) implements Verdict {}

    /** It says nothing about this driver. */
    record NotApplicable(String why) implements Verdict {}

    /**
     * Nobody could see whether it was held.
     *
     * @param missing the port that the driver lacks, or what no run came to
     */
    record NotObservable(String missing) implements Verdict {}
}
