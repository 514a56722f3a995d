package dev.vmig.conformance.kit;

/**
 * A violation that is accepted for now. It is strict: a rule that is waived and held, or could not be decided, is a failure,
 * and so is one that is violated in another way.
 *
 * @param rule its id
 * @param reason for a person
 * @param observed how that which is observed begins; empty if nothing is expected of it
 */
public record Waiver(String rule, String reason, String observed) {
    /** Whatever is observed. */
    public Waiver(String rule, String reason) {
        this(rule, reason, "");
    }

    boolean expects(Violation violation) {
        return violation.rule().equals(rule) && violation.observed().startsWith(observed);
    }
}
