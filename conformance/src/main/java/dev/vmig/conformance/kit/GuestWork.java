package dev.vmig.conformance.kit;

/** Port: a guest that submits work to its device and continues at the destination of a migration. */
public interface GuestWork {
    /**
     * The progress of the guest.
     *
     * @param given number of work items submitted
     * @param done number of completions, repeated ones included
     * @param seen other behaviour that the guest observes and that a migration must not change, such as the packets
     *     that pass its filters; empty if none
     * @param complaint fault of the device; empty if none
     */
    record Progress(long given, long done, String seen, String complaint) {}

    /**
     * Submits a few work items, without waiting for their completion.
     *
     * @param configure whether some of the work reconfigures the device
     */
    void submit(Side side, boolean configure);

    /** Moves the guest, with its memory, from a stopped device to the other side. */
    void move(Side from);

    /** Runs the guest and its device until no work is left. */
    Progress finish(Side side);
}
