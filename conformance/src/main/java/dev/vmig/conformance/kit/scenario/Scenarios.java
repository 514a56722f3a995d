package dev.vmig.conformance.kit.scenario;

import dev.vmig.conformance.kit.Scenario;
import java.util.List;

/** The scenarios that the rules of the bundled catalogue name. */
public final class Scenarios {
    /** All scenarios in the order of execution: short ones first, whose findings need little shrinking. */
    public static final List<Scenario> ALL = List.of(
            new Scenario("requests", RequestTours.SINGLE),
            new Scenario("sessions", SessionScripts::of),
            new Scenario("streams", StreamScripts::of),
            new Scenario("counters", CounterScripts::of),
            new Scenario("refusals", RefusalScripts::of),
            new Scenario("records", RecordScripts::of),
            new Scenario("resets", ResetScripts::of),
            new Scenario("migrations", MigrationScripts::of),
            new Scenario("loads", LoadScripts::of),
            new Scenario("guests", GuestScripts::of),
            new Scenario("damages", DamageScripts::of),
            new Scenario("overlaps", OverlapScripts::of),
            new Scenario("races", RaceScripts::of),
            new Scenario("calls", UapiScripts::of),
            new Scenario("personalities", PersonalityScripts::of),
            new Scenario("failures", FaultScripts::ofEachCommand),
            new Scenario("faults", FaultScripts::of),
            new Scenario("pairs", RequestTours.PAIRS),
            new Scenario("walks", new RandomWalks(100, 60)),
            new Scenario("further-damages", DamageScripts::further));

    private Scenarios() {}
}
