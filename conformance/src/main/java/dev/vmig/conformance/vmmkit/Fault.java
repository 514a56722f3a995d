package dev.vmig.conformance.vmmkit;

/**
 * Where a rule was not kept.
 *
 * @param number of the observation at which it shows
 * @param observed what it rests on, in numbers of observations
 */
record Fault(int number, String observed) {}
