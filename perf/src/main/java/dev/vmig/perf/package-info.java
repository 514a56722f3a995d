/**
 * Benchmarks of the codec and the transition table, with JMH. Run them all:
 *
 * <pre>
 *   mvn -q -pl perf -am -DskipTests package
 *   java -jar perf/target/benchmarks.jar -prof gc
 * </pre>
 *
 * <p>Only ratios of one run on one machine mean anything.
 */
@NullMarked
package dev.vmig.perf;

import org.jspecify.annotations.NullMarked;
