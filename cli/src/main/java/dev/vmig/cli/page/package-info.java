/**
 * Results as one HTML file that needs no network: a small model of a page ({@link dev.vmig.cli.page.ReportPage}) and the
 * writer that puts it into the template ({@link dev.vmig.cli.page.PageWriter}). The page's script draws the model.
 *
 * <pre>
 *  report.html  skeleton; the title and the verdict are in it, escaped, so that it says something without a script
 *  report.css   light and dark, print, 390 px
 *  report.js    draws the sections with text nodes only; #diagram=ID, #step=N, #filter=TEXT, #selftest
 * </pre>
 */
@NullMarked
package dev.vmig.cli.page;

import org.jspecify.annotations.NullMarked;
