/** Tests of the classes that touch TLC's own. */
@NullMarked
package dev.vmig.spec.tlc;

import org.jspecify.annotations.NullMarked;
