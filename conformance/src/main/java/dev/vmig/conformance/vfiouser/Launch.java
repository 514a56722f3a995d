package dev.vmig.conformance.vfiouser;

/**
 * Shell commands that start servers, with {@code {}} for the socket.
 *
 * @param start first start of each server; empty if the servers already run
 * @param restart start of a server that has ended or does not reach RUNNING; empty for no restart
 */
public record Launch(String start, String restart) {
    /** The servers already run, and are not restarted. */
    public static final Launch NONE = new Launch("", "");
}
