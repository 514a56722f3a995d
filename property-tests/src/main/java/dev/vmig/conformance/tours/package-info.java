/**
 * From model to code: walks through the specification that leave no edge out, to be replayed on a driver.
 *
 * <pre>
 *   StateGraph of VfioMigration --> TourGraph (a device between two calls) --> Tours (every edge, every pair of edges)
 * </pre>
 */
@NullMarked
package dev.vmig.conformance.tours;

import org.jspecify.annotations.NullMarked;
