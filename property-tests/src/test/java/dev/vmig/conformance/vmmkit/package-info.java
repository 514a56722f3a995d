/** The kit for VMMs tells sound ones from faulty ones. */
@NullMarked
package dev.vmig.conformance.vmmkit;

import org.jspecify.annotations.NullMarked;
