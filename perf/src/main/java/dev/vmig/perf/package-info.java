/**
 * {@code vmig bench}: how fast the codec and the transition table are, beside their rivals and the same work in C.
 *
 * <table>
 * <caption>Where the benchmarks are</caption>
 * <tr><th>package<th>work
 * <tr><td>{@link dev.vmig.perf.codec}<td>record headers, admin commands, device parts, migration streams
 * <tr><td>{@link dev.vmig.perf.states}<td>next states, paths, walks
 * <tr><td>{@link dev.vmig.perf.scale}<td>many VFs, large images
 * <tr><td>{@code src/main/c}<td>the limit: the same in C
 * </table>
 *
 * <p>A benchmark by itself: {@code java -cp perf/target/benchmarks.jar org.openjdk.jmh.Main NextState -prof gc}, after
 * {@code mvn -q -pl perf -am -DskipTests package}.
 */
@NullMarked
package dev.vmig.perf;

import org.jspecify.annotations.NullMarked;
