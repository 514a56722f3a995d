package dev.vmig.spec;

import org.apache.commons.lang3.StringUtils;

/** Changes specifications on purpose. */
final class SpecMutants {
    private SpecMutants() {}

    /** Replaces a text that must be there exactly once, so that no mutant is silently the original. */
    static String replaceOnce(String text, String original, String replacement) {
        if (StringUtils.countMatches(text, original) != 1) {
            throw new IllegalArgumentException("expected exactly once: " + original);
        }
        return text.replace(original, replacement);
    }
}
