@org.jspecify.annotations.NullMarked
package dev.vmig.conformance.tlc;
