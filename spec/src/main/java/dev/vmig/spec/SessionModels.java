package dev.vmig.spec;

import java.util.List;
import java.util.stream.Stream;

/** The models of what a session is made of: its stream, its part object, its locks. */
final class SessionModels {
    private static final String STREAM_ACTIONS = "AppendRecord Finish Carry TellEnd Write TakeHeader TakeImage Skip"
            + " DeviceRefuses RefuseWrite Leave RefuseToLeave";

    private static final String ID_ACTIONS = "Ask Find Retry Exhausted Send GiveUp Created NotCreated Ends Destroyed"
            + " NotDestroyed VfReset OwnerReset";

    private static final String RESET_ACTIONS = "AskState AskReset LockState TakeArc EndArcs LeaveMark Try Look"
            + " TakeMark HandleReset UnlockState Leave Return";

    private static final String WRITE_ACTIONS = " UseFile Copy Use";

    private SessionModels() {}

    /** A method, and not a constant: {@link Model} and this class need each other when they are loaded. */
    static List<Model> all() {
        return Stream.of(stream(), objectIds(), deferredReset())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Model> stream() {
        String module = "MCMigrationStream";
        return List.of(
                Model.holds(
                        "MCMigrationStream",
                        module,
                        "whole images are applied, however the stream is split",
                        43_248,
                        STREAM_ACTIONS),
                Model.holds(
                                "MCMigrationStreamTold",
                                module,
                                "who is told the end leaves with the last image",
                                21_750,
                                STREAM_ACTIONS)
                        .smoke(),
                Model.holds(
                        "MCMigrationStreamInductive",
                        module,
                        "the reader's invariant is inductive",
                        229_908,
                        STREAM_ACTIONS),
                Model.violates("MCMigrationStreamLoads", module, "a target can be loaded", "NeverLoaded"),
                Model.violates("MCMigrationStreamRefuses", module, "half a record is refused", "NeverRefusedInside"),
                Model.violates("MCMigrationStreamUnfair", module, "somebody has to go on", "EverythingArrives"),
                Model.violates("MCMigrationStreamS3", module, "a stream has no end marker (S-3)", "LastIsApplied"),
                Model.violates(
                                "MCMigrationStreamK1",
                                module,
                                "Linux leaves RESUMING inside a record (K-1)",
                                "LeftBetweenRecords")
                        .smoke(),
                Model.violates("MCMigrationStreamK1Empty", module, "or without an image (K-1)", "LeftWithImage"),
                Model.violates(
                        "MCMigrationStreamK1Failed", module, "or after a write has failed (K-1)", "LeftUnfailed"),
                Model.violates(
                        "MCMigrationStreamK8",
                        module,
                        "Linux lets a header be read alone (K-8)",
                        "RecordIsReadableWhole"),
                Model.violates("MCMigrationStreamK9", module, "Linux keeps what it skips (K-9)", "MemoryIsBounded"));
    }

    private static List<Model> objectIds() {
        String module = "MCObjectIds";
        return List.of(
                Model.holds("MCObjectIds", module, "ids neither collide nor leak", 12_572, ID_ACTIONS)
                        .smoke(),
                Model.holds("MCObjectIdsInductive", module, "the pool's invariant is inductive", 10_606, ID_ACTIONS),
                Model.holds("MCObjectIdsRecovers", module, "exhaustion passes", 3_880, ID_ACTIONS),
                Model.holds(
                        "MCObjectIdsDenied", module, "a device that denies objects costs no id", 10_676, ID_ACTIONS),
                Model.violates("MCObjectIdsExhausted", module, "ids can run out", "NeverExhausted"),
                Model.violates("MCObjectIdsReclaims", module, "an id kept aside can be used again", "NeverReclaimed"),
                Model.violates("MCObjectIdsDenies", module, "a denied object is in the way", "NoCollision"),
                Model.violates("MCObjectIdsK4", module, "Linux loses ids (K-4)", "TakenForReason")
                        .smoke(),
                Model.violates("MCObjectIdsK4Forever", module, "until none is left (K-4)", "ExhaustionPasses"));
    }

    private static List<Model> deferredReset() {
        String module = "MCDeferredReset";
        return List.of(
                Model.holds(
                        "MCDeferredReset",
                        module,
                        "a reset gets along with set-state, write and read",
                        257_642,
                        RESET_ACTIONS + WRITE_ACTIONS + " TakeFile GiveFile"),
                Model.holds(
                                "MCDeferredResetClose",
                                module,
                                "and two of them with pre-copy info and close",
                                27_872,
                                RESET_ACTIONS + WRITE_ACTIONS + " Close")
                        .smoke(),
                Model.holds("MCDeferredResetTwice", module, "and with two who set the state", 65_720, RESET_ACTIONS),
                Model.holds(
                        "MCDeferredResetEnds",
                        module,
                        "every reset is handled, every call ends",
                        24_673,
                        RESET_ACTIONS + WRITE_ACTIONS),
                Model.violates("MCDeferredResetOvertakes", module, "a request can be overtaken", "NeverOvertaken"),
                Model.violates("MCDeferredResetStale", module, "a file can outlive its session", "NeverStale"),
                Model.violates("MCDeferredResetUnfair", module, "locks have to be fair", "CallsEnd"),
                Model.violates("MCDeferredResetKept", module, "resets can keep a call for ever", "NeverKept"),
                Model.violates(
                        "MCDeferredResetWaits", module, "a reset must not wait for the state lock", "NoDeadlock"),
                Model.violates(
                                "MCDeferredResetK5",
                                module,
                                "Linux answers success, and the state is another (K-5)",
                                "AnswerAgreesWithState")
                        .smoke(),
                Model.violates(
                        "MCDeferredResetH6", module, "a lock is given back as it was taken (H-6)", "NoResetIsLost"));
    }
}
