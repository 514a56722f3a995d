package dev.vmig.spec;

/** A model value of a TLC configuration: equal to itself only. */
public record ModelValue(String name) {

    @Override
    public String toString() {
        return name;
    }
}
