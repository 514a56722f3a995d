package dev.vmig.conformance.kit;

/** Port: a guest that gives its device work, and that goes on at the destination of a migration. */
public interface GuestWork {
    /**
     * How far the guest has come.
     *
     * @param given pieces of work that it has given to its devices
     * @param done pieces of work that it was told to be done, each counted as often as it was told
     * @param seen anything else that the guest can see of the device at work and that a migration must not change, such as
     *     which packets pass its filters; empty if there is nothing
     * @param complaint what the device did wrong; empty if nothing
     */
    record Progress(long given, long done, String seen, String complaint) {}

    /**
     * The guest gives the device a few pieces of work, and does not wait for them.
     *
     * @param configure whether some of it changes how the device works
     */
    void submit(Side side, boolean configure);

    /** The guest leaves a stopped device, with its memory, and goes on at the other side. */
    void move(Side from);

    /** Lets the guest and its device go on until nothing is left to do. */
    Progress finish(Side side);
}
