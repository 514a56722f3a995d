/**
 * The rules that a driver can be held to, each with an id that stays: the heart of the conformance kit.
 *
 * <table>
 *   <caption>The families, each a file of rules</caption>
 *   <tr><th>family</th><th>about</th></tr>
 *   <tr><td>FSM</td><td>requests and states</td></tr>
 *   <tr><td>SES</td><td>sessions and their data files</td></tr>
 *   <tr><td>STR</td><td>the stream: what read and write answer, and that its split is free</td></tr>
 *   <tr><td>CNT</td><td>pre-copy counters</td></tr>
 *   <tr><td>RST</td><td>reset</td></tr>
 *   <tr><td>ERR</td><td>what fails, and how</td></tr>
 *   <tr><td>MIG</td><td>two devices: one migrates to the other</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.conformance.rules;

import org.jspecify.annotations.NullMarked;
