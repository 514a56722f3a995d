package dev.vmig.properties.statements;

/** How a statement stands. */
enum Standing {
    /** A test carries its tag. */
    TESTED,
    /** No test, but a property of the specification. */
    SPECIFIED,
    /** Neither, for a reason. */
    OUT_OF_SCOPE,
    /** Neither, and no reason is given. */
    OPEN
}
