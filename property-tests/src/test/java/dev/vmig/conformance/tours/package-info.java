/** Tests of the tours, and tours as tests. */
@NullMarked
package dev.vmig.conformance.tours;

import org.jspecify.annotations.NullMarked;
