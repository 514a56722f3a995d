/**
 * The rules of the conformance kit, each with a permanent id.
 *
 * <table>
 *   <caption>The families, each a file of rules</caption>
 *   <tr><th>family</th><th>about</th></tr>
 *   <tr><td>FSM</td><td>requests and states</td></tr>
 *   <tr><td>SES</td><td>sessions and their data files</td></tr>
 *   <tr><td>STR</td><td>the stream: results of read and write, independent of how it is split</td></tr>
 *   <tr><td>CNT</td><td>pre-copy counters</td></tr>
 *   <tr><td>RST</td><td>reset</td></tr>
 *   <tr><td>ERR</td><td>failures and their errnos</td></tr>
 *   <tr><td>MIG</td><td>two devices: one migrates to the other</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.conformance.rules;

import org.jspecify.annotations.NullMarked;
