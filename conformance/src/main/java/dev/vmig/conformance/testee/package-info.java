/**
 * Drivers in any language: a program that speaks lines of JSON on stdin and stdout is a
 * {@link dev.vmig.conformance.kit.Testee}, and any testee can be such a program. {@code docs/testee-protocol.md} has the
 * protocol.
 *
 * <pre>
 *   kit ---- ProcessTestee                                  TesteeServer ---- any Testee
 *              RemoteDevice, RemoteFile, RemotePorts            |
 *                   |                                           |
 *             Conversation ---- Program ====lines of JSON==== stdin, stdout       or a program in C, Rust, Python
 * </pre>
 *
 * <p>This package alone in the kit uses real time: a program that exceeds the timeout is killed, and the call counts as
 * one that never returns.
 */
@NullMarked
package dev.vmig.conformance.testee;

import org.jspecify.annotations.NullMarked;
