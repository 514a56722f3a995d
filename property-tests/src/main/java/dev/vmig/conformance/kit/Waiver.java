package dev.vmig.conformance.kit;

/**
 * A violation that is accepted for now. It is strict: a rule that is waived and held is a failure.
 *
 * @param rule its id
 * @param reason for a person
 */
public record Waiver(String rule, String reason) {}
