package dev.vmig.spec;

/**
 * What has to be true for a part of a property to say anything: the left side of an implication, an equivalence or a
 * leads-to, or that there is something to quantify over. A property of which this is never true is vacuous there.
 *
 * @param property that it is a part of
 * @param text as it stands in the module
 * @param where it stands
 */
public record Antecedent(String property, String text, SourceLocation where) {
    @Override
    public String toString() {
        return property + ": " + text + " (" + where + ")";
    }
}
