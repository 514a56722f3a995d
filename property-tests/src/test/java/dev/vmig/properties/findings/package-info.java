/**
 * What real systems do, did, or leave open, each told as a counterexample of the specification: {@code docs/findings.md}.
 *
 * <p>The rows are in {@code findings.yaml}; the steps come from TLC.
 */
@NullMarked
package dev.vmig.properties.findings;

import org.jspecify.annotations.NullMarked;
