package dev.vmig.conformance.vmmkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A migration, what happens in it, and perhaps another one after it.
 *
 * @param scenario the name by which rules refer to it
 * @param incidents of the first migration
 * @param again whether the same devices are used for a second one, back if the first has completed
 */
record MigrationScript(String scenario, List<Incident> incidents, boolean again) {
    MigrationScript {
        incidents = List.copyOf(incidents);
    }

    /** All with one thing less. */
    List<MigrationScript> smaller() {
        List<MigrationScript> all = new ArrayList<>();
        if (again) {
            all.add(new MigrationScript(scenario, incidents, false));
        }
        for (int i = 0; i < incidents.size(); i++) {
            List<Incident> rest = new ArrayList<>(incidents);
            rest.remove(i);
            all.add(new MigrationScript(scenario, rest, again));
        }
        return all;
    }
}
