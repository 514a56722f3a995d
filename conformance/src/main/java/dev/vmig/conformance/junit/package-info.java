/**
 * The conformance kit as a JUnit class: a subclass of {@link dev.vmig.conformance.junit.ConformanceSuite} has one test
 * per rule. Only this package needs JUnit; a project that uses it declares {@code junit-jupiter-api} itself.
 *
 * <table>
 * <caption>Verdicts and tests</caption>
 *   <tr><th>verdict</th><th>test</th></tr>
 *   <tr><td>held</td><td>succeeds</td></tr>
 *   <tr><td>violated</td><td>fails; a SHOULD is aborted, and says so</td></tr>
 *   <tr><td>expected failure</td><td>aborted, with the reason</td></tr>
 *   <tr><td>not applicable, not observable</td><td>aborted, with the reason</td></tr>
 *   <tr><td>waived, and not violated in that way</td><td>fails</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.conformance.junit;

import org.jspecify.annotations.NullMarked;
