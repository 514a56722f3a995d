package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.kit.Side;
import dev.vmig.conformance.vmmkit.Incident.GuestResets;
import dev.vmig.conformance.vmmkit.Incident.LinkIsLost;
import dev.vmig.conformance.vmmkit.Incident.RequestBreaks;
import dev.vmig.conformance.vmmkit.Incident.RequestFails;
import dev.vmig.conformance.vmmkit.Incident.SmallSteps;
import dev.vmig.conformance.vmmkit.Incident.TargetIsGone;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** The scripts that a VMM is run through. */
final class MigrationScripts {
    static final List<String> NAMES =
            List.of("undisturbed", "guest-resets", "failures", "link-loss", "target-loss", "again", "drawn");

    /** More than an undisturbed migration has. */
    private static final int CALLS = 24;

    private static final int REQUESTS = 5;
    private static final int MESSAGES = 3;
    private static final int TARGET_CALLS = 10;
    private static final int DRAWN = 20;

    private MigrationScripts() {}

    static List<MigrationScript> all(long seed) {
        List<MigrationScript> scripts = new ArrayList<>();
        add(scripts, "undisturbed", List.of());
        add(scripts, "undisturbed", List.of(new SmallSteps(40)));
        for (int call = 1; call <= CALLS; call++) {
            add(scripts, "guest-resets", List.of(new GuestResets(call)));
        }
        failures(scripts);
        for (int message = 1; message <= MESSAGES; message++) {
            add(scripts, "link-loss", List.of(new LinkIsLost(message)));
        }
        for (int call = 1; call <= TARGET_CALLS; call++) {
            add(scripts, "target-loss", List.of(new TargetIsGone(call)));
        }
        scripts.add(new MigrationScript("again", List.of(), true));
        scripts.add(new MigrationScript("again", List.of(new LinkIsLost(1)), true));
        drawn(scripts, new SplittableRandom(seed));
        return scripts;
    }

    private static void failures(List<MigrationScript> scripts) {
        for (int request = 1; request <= REQUESTS; request++) {
            for (Side side : Side.values()) {
                for (int arcs = 0; arcs <= 1; arcs++) {
                    add(scripts, "failures", List.of(new RequestFails(side, request, arcs)));
                }
                add(scripts, "failures", List.of(new RequestBreaks(side, request)));
            }
            RequestFails again = new RequestFails(Side.SOURCE, request + 1, 0);
            add(scripts, "failures", List.of(new RequestFails(Side.SOURCE, request, 0), again));
            add(scripts, "failures", List.of(new LinkIsLost(1), again));
        }
    }

    /** Two incidents at random, and perhaps a second migration. */
    private static void drawn(List<MigrationScript> scripts, SplittableRandom random) {
        for (int i = 0; i < DRAWN; i++) {
            scripts.add(new MigrationScript("drawn", List.of(draw(random), draw(random)), random.nextBoolean()));
        }
    }

    private static Incident draw(SplittableRandom random) {
        Side side = random.nextBoolean() ? Side.SOURCE : Side.TARGET;
        return switch (random.nextInt(6)) {
            case 0 -> new GuestResets(1 + random.nextInt(CALLS));
            case 1 -> new RequestFails(side, 1 + random.nextInt(REQUESTS), random.nextInt(3));
            case 2 -> new RequestBreaks(side, 1 + random.nextInt(REQUESTS));
            case 3 -> new LinkIsLost(1 + random.nextInt(MESSAGES));
            case 4 -> new TargetIsGone(1 + random.nextInt(TARGET_CALLS));
            default -> new SmallSteps(16 + random.nextInt(200));
        };
    }

    private static void add(List<MigrationScript> scripts, String scenario, List<Incident> incidents) {
        scripts.add(new MigrationScript(scenario, incidents, false));
    }
}
