package dev.vmig.conformance.kit;

/**
 * How far a check has come.
 *
 * @param number of the script that is tried now, from 1
 * @param of how many there are
 */
public record CheckProgress(int number, int of, Script script) {}
