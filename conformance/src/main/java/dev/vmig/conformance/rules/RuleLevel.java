package dev.vmig.conformance.rules;

/** How binding a rule is. */
public enum RuleLevel {
    /** A driver that violates it does not conform. */
    MUST,
    /** A driver that violates it conforms, but its users will notice. */
    SHOULD,
    /** Informative, without consequence. */
    INFO
}
