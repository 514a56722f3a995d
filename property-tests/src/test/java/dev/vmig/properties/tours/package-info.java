/**
 * From model to code: walks through the specification that leave no edge out, to be replayed on a driver.
 *
 * <pre>
 *   StateGraph of VfioMigration --> TourGraph (a device between two calls) --> Tours (every edge, every pair of edges)
 * </pre>
 *
 * <p>The projection: a {@link dev.vmig.properties.tours.Place} is a state of {@code VfioMigration} with no request in
 * flight, of which the migration state is kept, and in RESUMING what has been written. An edge is one call and how it ends:
 * the arcs that a request takes are drawn together, and a reset in the middle of it, an arc that fails and a way into ERROR
 * are edges of their own. Left out are the errno, the reply to the call before, and whether a saving session has failed.
 *
 * <table>
 * <caption>Edges of the projection, and what is replayed in lockstep with the module</caption>
 * <tr><th>driver</th><th>features</th><th>edges</th></tr>
 * <tr><td>a plain driver that fails wherever it may</td><td>1, 3, 5, 7</td><td>all</td></tr>
 * <tr><td>the reference on the simulated device</td><td>3, 7</td><td>those it can show; the others with the reason</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.properties.tours;

import org.jspecify.annotations.NullMarked;
