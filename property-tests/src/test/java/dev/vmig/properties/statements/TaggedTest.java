package dev.vmig.properties.statements;

/**
 * A test, or a class of tests, that carries a tag.
 *
 * @param module the folder of its Maven module
 * @param name {@code Class#method}, or {@code Class} if the class carries the tag; {@code Outer.Inner} if it is nested
 */
public record TaggedTest(String tag, String module, String name) {}
