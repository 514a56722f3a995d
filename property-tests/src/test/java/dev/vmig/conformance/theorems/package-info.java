@NullMarked
package dev.vmig.conformance.theorems;

import org.jspecify.annotations.NullMarked;
