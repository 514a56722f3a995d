/**
 * What the kit tries with a driver.
 *
 * <table>
 *   <caption>The scenarios</caption>
 *   <tr><th>name</th><th>what</th></tr>
 *   <tr><td>requests</td><td>in every state, every request: all arcs, and all that is refused</td></tr>
 *   <tr><td>pairs</td><td>in every state, every two requests</td></tr>
 *   <tr><td>sessions</td><td>files in the wrong direction, beyond their session, across states</td></tr>
 *   <tr><td>streams</td><td>the same stream, read and written in pieces of many sizes</td></tr>
 *   <tr><td>counters</td><td>pre-copy counters against what can be read</td></tr>
 *   <tr><td>refusals</td><td>loading what is not whole</td></tr>
 *   <tr><td>records</td><td>what no driver knows, in the midst of a stream</td></tr>
 *   <tr><td>resets</td><td>in every state, before and after everything, and in the midst of requests</td></tr>
 *   <tr><td>migrations</td><td>two devices: once, twice, there and back, called off</td></tr>
 *   <tr><td>loads</td><td>another state at each load: of one device, of one that was reset, to and fro</td></tr>
 *   <tr><td>guests</td><td>a guest at work, through each state, a reset and migrations</td></tr>
 *   <tr><td>damages</td><td>a stream with a changed bit</td></tr>
 *   <tr><td>overlaps</td><td>reads in the midst of requests</td></tr>
 *   <tr><td>personalities</td><td>devices that differ migrate to each other</td></tr>
 *   <tr><td>failures</td><td>each command of every request fails: once, twice, for ever</td></tr>
 *   <tr><td>faults</td><td>a command of every request fails, and any in walks</td></tr>
 *   <tr><td>walks</td><td>calls drawn at random</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.conformance.kit.scenario;

import org.jspecify.annotations.NullMarked;
