package dev.vmig.conformance.vfiouser;

/**
 * A habit of a server that no rule is about.
 *
 * @param id in the findings
 * @param what it does
 * @param count how often it did so
 */
public record Habit(String id, String what, long count) {}
