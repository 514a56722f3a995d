/**
 * The conformance kit as a JUnit class: extend {@link dev.vmig.conformance.junit.ConformanceSuite}, and each rule is a test.
 * Nothing else of vmig needs JUnit, which is why whoever uses this has to have {@code junit-jupiter-api} among the
 * dependencies.
 *
 * <table>
 *   <caption>What becomes of a rule</caption>
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
