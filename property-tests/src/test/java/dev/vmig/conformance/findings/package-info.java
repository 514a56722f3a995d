@NullMarked
package dev.vmig.conformance.findings;

import org.jspecify.annotations.NullMarked;
