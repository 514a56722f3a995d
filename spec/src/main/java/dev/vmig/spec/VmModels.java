package dev.vmig.spec;

import static dev.vmig.spec.Model.holds;
import static dev.vmig.spec.Model.violates;
import static dev.vmig.spec.Model.without;

import java.util.List;

/** The models of a whole VM: its devices among themselves, and its way from one host to another. */
final class VmModels {
    private static final String PEER_ACTIONS = "Write Land Quiesce Stop Save Load ResumeQuiesced Run";

    private static final String MIGRATION_ACTIONS = "DeviceChanges GuestResets GuestWrites Dma Begin SyncRound SendPage"
            + " SendPreCopy Pause Quiesce Stop LastSync SendFinal SendEnd Fail LoseLink Receive Load TargetFails"
            + " DecideTarget DecideSource Start RecoverByRequest RecoverByReset";

    private VmModels() {}

    static List<Model> all() {
        return List.of(
                holds("MCPeerToPeer", "MCPeerToPeer", "quiescing all devices first loses no write", 2_179, PEER_ACTIONS)
                        .smoke(),
                violates("MCPeerToPeerWrites", "MCPeerToPeer", "devices write into each other", "NeverWritten"),
                violates(
                        "MCPeerToPeerStopsAlone",
                        "MCPeerToPeer",
                        "peers of a stopped device are quiesced",
                        "NoWriteIsLost"),
                violates(
                        "MCPeerToPeerRunsAlone",
                        "MCPeerToPeer",
                        "peers of a running device are loaded",
                        "NoWriteIsLost"),
                violates(
                        "MCPeerToPeerNoDrain",
                        "MCPeerToPeer",
                        "quiescing waits for what is outstanding",
                        "QuiescedIsQuiet"),
                holds(
                        "MCLiveMigration",
                        "MCLiveMigration",
                        "the target runs on the source's last state, or not at all",
                        92_191,
                        MIGRATION_ACTIONS),
                holds(
                        "MCLiveMigrationEnds",
                        "MCLiveMigration",
                        "a migration ends, at the target or the source",
                        8_420,
                        MIGRATION_ACTIONS),
                holds(
                                "MCLiveMigrationResets",
                                "MCLiveMigration",
                                "so it does if the source is reset at once",
                                7_815,
                                without(MIGRATION_ACTIONS, "RecoverByRequest"))
                        .smoke(),
                holds(
                        "MCLiveMigrationRefuses",
                        "MCLiveMigration",
                        "and if it refuses to go back to RUNNING (U-8)",
                        8_315,
                        MIGRATION_ACTIONS),
                holds(
                        "MCLiveMigrationInductive",
                        "MCLiveMigration",
                        "the invariant that keeps the two ends apart is inductive",
                        119_296,
                        without(MIGRATION_ACTIONS, "DeviceChanges GuestWrites Dma")),
                violates(
                        "MCLiveMigrationU9",
                        "MCLiveMigration",
                        "a device that refuses has to be reset (U-9)",
                        "MigrationEnds"),
                violates(
                        "MCLiveMigrationU1",
                        "MCLiveMigration",
                        "the VMM has to notice a reset by the guest (U-1)",
                        "MigrationEnds"),
                violates("MCLiveMigrationCompletes", "MCLiveMigration", "a migration can complete", "NeverAtTarget"),
                violates(
                        "MCLiveMigrationComesBack",
                        "MCLiveMigration",
                        "the source can go on after all was sent",
                        "NeverBack"),
                violates(
                        "MCLiveMigrationEarlySync",
                        "MCLiveMigration",
                        "devices stop before the last look at the bitmap",
                        "TargetIsTheSource"),
                violates(
                                "MCLiveMigrationS3",
                                "MCLiveMigration",
                                "the VMM has to tell the end of the stream (S-3)",
                                "TargetIsTheSource")
                        .smoke(),
                violates(
                        "MCLiveMigrationNoDecision",
                        "MCLiveMigration",
                        "the two ends cannot decide for themselves",
                        "NeverBoth"),
                violates(
                        "MCLiveMigrationResetLoses",
                        "MCLiveMigration",
                        "a reset at once loses the device's state",
                        "SourceKeepsItsState"));
    }
}
