package dev.vmig.codec.tree;

/**
 * Why decoding ended before the end.
 *
 * @param offset of the field that is wrong, or where the bytes ended
 * @param message what is wrong, and what was expected
 */
public record Damage(long offset, String message) {}
