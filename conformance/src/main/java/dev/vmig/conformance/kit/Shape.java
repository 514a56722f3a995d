package dev.vmig.conformance.kit;

import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The author's declaration of a driver.
 *
 * @param name as on the command line
 * @param uapi the uAPI that the driver implements
 */
public record Shape(String name, FeatureSet features, UapiVersion uapi, Set<Trait> traits, Set<Port> ports) {
    /** Copies the sets. */
    public Shape {
        traits = Set.copyOf(traits);
        ports = Set.copyOf(ports);
    }

    /** This shape with another name. */
    public Shape named(String other) {
        return new Shape(other, features, uapi, traits, ports);
    }

    /** This shape with other traits. */
    public Shape with(Set<Trait> others) {
        return new Shape(name, features, uapi, others, ports);
    }

    /** This shape without a trait. */
    public Shape without(Trait trait) {
        return with(traits.stream().filter(one -> one != trait).collect(Collectors.toSet()));
    }

    /** This shape, its ports restricted to a set. */
    public Shape only(Set<Port> some) {
        return new Shape(name, features, uapi, traits, some);
    }

    /** Why a rule cannot be decided for this driver by its declaration; empty if it can. */
    Optional<Verdict> undecidable(Rule rule) {
        if (!rule.features().isEmpty() && !rule.features().contains(features.flags())) {
            return notApplicable(
                    "features: " + features.flags() + " (applies to: " + new TreeSet<>(rule.features()) + ")");
        }
        if (!rule.holdsFor(uapi)) {
            return notApplicable("uAPI: " + uapi + " (applies " + rule.range() + ")");
        }
        if (!traits.containsAll(rule.traits())) {
            return notApplicable(
                    "traits: " + new TreeSet<>(traits) + " (applies to: " + new TreeSet<>(rule.traits()) + ")");
        }
        Set<Port> missing = new TreeSet<>(rule.ports());
        missing.removeAll(ports);
        return missing.isEmpty() ? Optional.empty() : Optional.of(new Verdict.NotObservable("no port " + missing));
    }

    private static Optional<Verdict> notApplicable(String why) {
        return Optional.of(new Verdict.NotApplicable(why));
    }
}
