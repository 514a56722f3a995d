/** Writes {@code docs/rules.md}. */
@NullMarked
package dev.vmig.properties.rules;

import org.jspecify.annotations.NullMarked;
