package dev.vmig.spec;

import static dev.vmig.spec.Model.violates;

import java.util.List;

/** The models of what a saving session gives to its reader: records and counters, and what parts leave out. */
final class DataModels {
    private DataModels() {}

    static List<Model> all() {
        return List.of(violates(
                "MCMigrationStreamH2",
                "MCMigrationStream",
                "Linux once took a command's status for data (H-2)",
                "RecordIsWhatWasReturned"));
    }
}
