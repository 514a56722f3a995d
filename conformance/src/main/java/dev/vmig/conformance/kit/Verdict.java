package dev.vmig.conformance.kit;

/** The verdict on a rule. */
public sealed interface Verdict {
    /**
     * Every check of the rule held.
     *
     * @param checks number of checks, at least 1
     */
    record Held(long checks) implements Verdict {}

    /** The rule was violated. */
    record Violated(Violation violation) implements Verdict {}

    /**
     * The rule was violated as a waiver expects.
     *
     * @param reason of the waiver
     */
    record ExpectedFailure(Violation violation, String reason) implements Verdict {}

    /** The rule does not apply to this driver. */
    record NotApplicable(String why) implements Verdict {}

    /**
     * The rule could not be checked.
     *
     * @param missing the port that the driver lacks, or why no run exercised the rule
     */
    record NotObservable(String missing) implements Verdict {}
}
