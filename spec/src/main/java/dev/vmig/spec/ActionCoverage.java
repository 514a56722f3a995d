package dev.vmig.spec;

/**
 * How often TLC took an action.
 *
 * @param name the operator that defines it
 * @param where its definition
 * @param distinct the states that it was the first to reach
 * @param taken the steps; 0 means that the action never happens
 */
public record ActionCoverage(String name, SourceLocation where, long distinct, long taken) {}
