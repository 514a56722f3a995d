/**
 * {@code vmig bench}: how fast the codec and the transition table are, beside their rivals and the same work in C.
 *
 * <table>
 * <caption>Where the benchmarks are</caption>
 * <tr><th>package<th>work
 * <tr><td>{@link dev.vmig.perf.headers}<td>record headers
 * <tr><td>{@link dev.vmig.perf.exchanges}<td>an admin command and its result
 * <tr><td>{@link dev.vmig.perf.parts}<td>lists of device parts, and what it costs to refuse one
 * <tr><td>{@link dev.vmig.perf.streams}<td>migration streams in chunks
 * <tr><td>{@link dev.vmig.perf.states}<td>next states, paths, walks
 * <tr><td>{@code src/main/c}<td>the limit: the same in C
 * </table>
 *
 * <p>A benchmark by itself: {@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main NextState -prof gc}, after
 * {@code mvn -q -pl perf -am -DskipTests package}.
 */
@NullMarked
package dev.vmig.perf;

import org.jspecify.annotations.NullMarked;
