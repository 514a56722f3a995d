/**
 * Migration streams of 64 MiB, read and written in chunks of 64 KiB that end at odd places.
 *
 * <p>The rivals are those of {@link dev.vmig.perf.headers}; SBE stands for Agrona too, which does all but the headers.
 * Protobuf writes messages of the same content behind their lengths, its own way of making a stream.
 */
@NullMarked
package dev.vmig.perf.streams;

import org.jspecify.annotations.NullMarked;
