@NullMarked
package dev.vmig.conformance.qemu;

import org.jspecify.annotations.NullMarked;
