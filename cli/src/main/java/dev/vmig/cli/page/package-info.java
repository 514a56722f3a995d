/**
 * Results as one HTML file that needs no network: a small model of a page ({@link dev.vmig.cli.page.ReportPage}) and the
 * writer that puts it into the template ({@link dev.vmig.cli.page.PageWriter}). The page's scripts draw the model.
 *
 * <pre>
 *  page.html   skeleton; the title and the verdict are in it, escaped, so that it shows them without a script
 *  page.css    light and dark, print, 390 px
 *  base.js     makes elements of text nodes only; the lists that the other scripts extend
 *  lanes.js    diagrams in lanes, step by step: #diagram=ID, #step=N
 *  charts.js   states over time
 *  tables.js   tables and their filter: #filter=TEXT
 *  graph.js    the state graph and its requests: #from=STATE, #to=STATE
 *  walk.js     a driver call by call: #walk=N.N.N, #step=N
 *  page.js     draws the sections, follows the fragment, tests itself: #selftest
 * </pre>
 */
@NullMarked
package dev.vmig.cli.page;

import org.jspecify.annotations.NullMarked;
