package dev.vmig.admin;

/** What the driver passes between two commands of an arc. */
@FunctionalInterface
interface Checkpoint {
    /** For what is not given up half-way: queries. */
    Checkpoint NONE = () -> {};

    /**
     * Returns if the arc may go on.
     *
     * @throws OvertakenException if the rest of it must not be done any more
     */
    void pass() throws OvertakenException;
}
