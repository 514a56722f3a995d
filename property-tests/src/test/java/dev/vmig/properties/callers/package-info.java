/** Histories of several callers of one device, made with real threads. */
@NullMarked
package dev.vmig.properties.callers;

import org.jspecify.annotations.NullMarked;
