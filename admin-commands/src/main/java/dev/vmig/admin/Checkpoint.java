package dev.vmig.admin;

/** What the driver passes between two commands of an arc. */
@FunctionalInterface
interface Checkpoint {
    /** For what is not given up half-way: queries. */
    Checkpoint NONE = () -> {};

    /** @throws OvertakenException if the rest of the arc must not be done any more */
    void pass() throws OvertakenException;
}
