/** The kit as a JUnit class, run on sound and faulty drivers. */
@NullMarked
package dev.vmig.samples.junit;

import org.jspecify.annotations.NullMarked;
