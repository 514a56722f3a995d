package dev.vmig.conformance.vfiouser;

/**
 * A departure of a server that no rule covers.
 *
 * @param id in the findings
 * @param what the server does
 * @param count number of occurrences
 */
public record ServerDeparture(String id, String what, long count) {}
