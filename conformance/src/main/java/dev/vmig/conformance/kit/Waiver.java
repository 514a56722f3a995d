package dev.vmig.conformance.kit;

/**
 * A violation that is accepted for now. A waiver is strict: a waived rule that is held, cannot be decided, or is
 * violated in another way is a failure.
 *
 * @param rule its id
 * @param reason for the report
 * @param observed prefix of the observed behaviour; empty to accept any
 */
public record Waiver(String rule, String reason, String observed) {
    /** A waiver that accepts any observed behaviour. */
    public Waiver(String rule, String reason) {
        this(rule, reason, "");
    }

    boolean expects(Violation violation) {
        return violation.rule().equals(rule) && violation.observed().startsWith(observed);
    }
}
