package dev.vmig.spec;

import static dev.vmig.spec.Model.deep;

import java.util.List;

/**
 * The models that are given hours: more of everything than the models of the CI tier have. All of them together take a
 * quarter of an hour on two cores.
 */
final class DeepModels {
    private DeepModels() {}

    static List<Model> all() {
        return List.of(
                deep("MCObjectIdsDeep", "MCObjectIds", "three VFs that use two objects each share three ids", 933_518),
                deep("MCMigrationStreamDeep", "MCMigrationStream", "longer images and more records", 2_927_358),
                deep("MCPeerToPeerDeep", "MCPeerToPeer", "four devices write into each other", 4_888_391),
                deep("MCLiveMigrationDeep", "MCLiveMigration", "three pages that change twice each", 28_350_440),
                deep("MCDeferredResetDeep", "MCDeferredReset", "a thread of each kind at the same time", 8_015_350));
    }
}
