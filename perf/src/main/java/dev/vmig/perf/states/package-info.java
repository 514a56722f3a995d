/**
 * The transition table: next states, walks and paths.
 *
 * <table>
 * <caption>The forms, {@link dev.vmig.perf.states.TableForm}</caption>
 * <tr><th>form<th>in and out
 * <tr><td>vmig<td>the enum, or the numbers of the uAPI
 * <tr><td>packed rows, packed columns, flat bytes<td>numbers; without the check of the request, which the project's has
 * <tr><td>EnumMap, switch<td>the enum
 * <tr><td>stateless4j, squirrel-foundation, spring-statemachine<td>events on a machine that holds the state
 * </table>
 */
@NullMarked
package dev.vmig.perf.states;

import org.jspecify.annotations.NullMarked;
