/**
 * The scenarios that the kit runs with a driver.
 *
 * <table>
 *   <caption>The scenarios</caption>
 *   <tr><th>name</th><th>what</th></tr>
 *   <tr><td>requests</td><td>every request in every state: all arcs, and all refusals</td></tr>
 *   <tr><td>pairs</td><td>every two requests in every state</td></tr>
 *   <tr><td>sessions</td><td>data files in the wrong direction, after their session, across states</td></tr>
 *   <tr><td>streams</td><td>the same stream, read and written in pieces of many sizes</td></tr>
 *   <tr><td>counters</td><td>pre-copy counters against what can be read</td></tr>
 *   <tr><td>refusals</td><td>RESUMING→STOP with an incomplete stream</td></tr>
 *   <tr><td>records</td><td>unknown records in a stream</td></tr>
 *   <tr><td>resets</td><td>in every state, before and after each request, and during requests</td></tr>
 *   <tr><td>migrations</td><td>two devices: once, twice, there and back, aborted</td></tr>
 *   <tr><td>loads</td><td>another state at each load: of one device, of a reset one, there and back</td></tr>
 *   <tr><td>guests</td><td>a guest at work, through each state, a reset and migrations</td></tr>
 *   <tr><td>damages</td><td>a stream with a changed bit</td></tr>
 *   <tr><td>overlaps</td><td>reads during requests</td></tr>
 *   <tr><td>races</td><td>two calls by two threads at the same time</td></tr>
 *   <tr><td>personalities</td><td>devices that differ migrate to each other</td></tr>
 *   <tr><td>failures</td><td>each command of every request fails once, twice, always</td></tr>
 *   <tr><td>faults</td><td>a command of every request fails, and commands in random walks</td></tr>
 *   <tr><td>walks</td><td>random calls</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.conformance.kit.scenario;

import org.jspecify.annotations.NullMarked;
