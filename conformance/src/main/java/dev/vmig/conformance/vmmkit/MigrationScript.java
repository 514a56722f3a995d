package dev.vmig.conformance.vmmkit;

import java.util.ArrayList;
import java.util.List;

/**
 * A migration with incidents, and optionally a second migration.
 *
 * @param scenario name that rules refer to
 * @param devices number of devices of the VM
 * @param guestRuns whether the guest runs when the migration begins
 * @param incidents of the first migration
 * @param again whether a second migration of the same devices follows, back if the first completed
 */
record MigrationScript(String scenario, int devices, boolean guestRuns, List<Incident> incidents, boolean again) {
    MigrationScript {
        incidents = List.copyOf(incidents);
    }

    /** A script for a running VM with one device. */
    static MigrationScript of(String scenario, Incident... incidents) {
        return new MigrationScript(scenario, 1, true, List.of(incidents), false);
    }

    MigrationScript withDevices(int number) {
        return new MigrationScript(scenario, number, guestRuns, incidents, again);
    }

    MigrationScript paused() {
        return new MigrationScript(scenario, devices, false, incidents, again);
    }

    MigrationScript twice() {
        return new MigrationScript(scenario, devices, guestRuns, incidents, true);
    }

    /** The scripts with one incident, device or migration less. */
    List<MigrationScript> smaller() {
        List<MigrationScript> all = new ArrayList<>();
        if (devices > 1) {
            all.add(withDevices(1));
        }
        if (!guestRuns) {
            all.add(new MigrationScript(scenario, devices, true, incidents, again));
        }
        if (again) {
            all.add(new MigrationScript(scenario, devices, guestRuns, incidents, false));
        }
        for (int i = 0; i < incidents.size(); i++) {
            List<Incident> rest = new ArrayList<>(incidents);
            rest.remove(i);
            all.add(new MigrationScript(scenario, devices, guestRuns, rest, again));
        }
        return all;
    }
}
