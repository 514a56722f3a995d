package dev.vmig.conformance.kit;

/**
 * The progress of a check.
 *
 * @param number of the current script, from 1
 * @param of total number of scripts
 */
public record CheckProgress(int number, int of, Script script) {}
