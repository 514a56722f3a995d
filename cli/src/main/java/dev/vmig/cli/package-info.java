/**
 * {@code vmig}, the command line. Results go to stdout, progress and errors to stderr, the summary comes last.
 *
 * <table>
 *   <caption>Exit codes</caption>
 *   <tr><td>0</td><td>it holds</td></tr>
 *   <tr><td>1</td><td>it does not: a violation, a mismatch, a rejected trace, a refused request</td></tr>
 *   <tr><td>2</td><td>bad usage, unreadable input, or nothing to check</td></tr>
 *   <tr><td>3</td><td>the environment lacks something, or the answer is inconclusive</td></tr>
 *   <tr><td>70</td><td>an error of vmig itself</td></tr>
 * </table>
 */
@NullMarked
package dev.vmig.cli;

import org.jspecify.annotations.NullMarked;
