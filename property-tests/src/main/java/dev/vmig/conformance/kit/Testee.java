package dev.vmig.conformance.kit;

/** A driver under test. */
public interface Testee {
    /** What it is and can do. */
    Shape shape();

    /** Two devices that have just been opened, the same ones for the same seed. */
    Bench open(long seed);
}
