package dev.vmig.conformance.vfiouser;

/**
 * How servers are started: commands for the shell, with {@code {}} for the socket.
 *
 * @param start of each server at first; empty if the servers are there already
 * @param restart of a server that has ended or does not get to RUNNING; empty if that is not to be done
 */
public record Launch(String start, String restart) {
    /** The servers are there, and are left as they are. */
    public static final Launch NONE = new Launch("", "");
}
