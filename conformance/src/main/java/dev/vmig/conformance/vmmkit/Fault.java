package dev.vmig.conformance.vmmkit;

/**
 * The first violation of a rule.
 *
 * @param number of the event that shows it
 * @param observed the behaviour, with the numbers of the events involved
 */
record Fault(int number, String observed) {}
