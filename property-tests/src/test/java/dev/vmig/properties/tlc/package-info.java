@org.jspecify.annotations.NullMarked
package dev.vmig.properties.tlc;
