package dev.vmig.conformance.kit;

/** A driver under test. */
public interface Testee {
    /** What it is and can do. */
    Shape shape();

    /** Two devices that have just been opened, the same ones for the same seed. */
    Bench open(long seed);

    /** The command that holds it to one rule again. */
    default String reproduce(String rule, long seed) {
        return "vmig conform --driver %s --features %d --only %s --seed %d"
                .formatted(shape().name(), shape().features().flags(), rule, seed);
    }
}
