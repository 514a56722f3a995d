/**
 * Lists of device parts: validated, read and written; and what it costs to refuse one. The rivals are those of
 * {@link dev.vmig.perf.headers}.
 *
 * <table>
 * <caption>The lists, {@link dev.vmig.perf.parts.PartShape}</caption>
 * <tr><th>list<th>parts<th>bytes of a value<th>bytes in all
 * <tr><td>SMALL<td>64<td>64<td>5,120
 * <tr><td>LARGE<td>1,024<td>1,024<td>1,064,960
 * <tr><td>MIXED<td>64<td>1 to 64<td>3,104
 * </table>
 */
@NullMarked
package dev.vmig.perf.parts;

import org.jspecify.annotations.NullMarked;
