/** The driver against a scripted owner: one test a rule. */
@NullMarked
package dev.vmig.admin.legacy;

import org.jspecify.annotations.NullMarked;
