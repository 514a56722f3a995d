/** Tests of this package, on toy specifications in the resource folder {@code toys}. */
@NullMarked
package dev.vmig.spec;

import org.jspecify.annotations.NullMarked;
