package dev.vmig.conformance.kit.scenario;

import dev.vmig.conformance.kit.Scenario;
import java.util.List;

/** All that the rules of the bundled catalogue name. */
public final class Scenarios {
    /** In the order in which they are tried: short ones first, so that what they find needs little shrinking. */
    public static final List<Scenario> ALL = List.of(
            new RequestTours("requests", 1),
            new Sessions(),
            new Streams(),
            new Counters(),
            new Refusals(),
            new Records(),
            new Resets(),
            new Migrations(),
            new Faults(),
            new RequestTours("pairs", 2),
            new Walks(100, 60));

    private Scenarios() {}
}
