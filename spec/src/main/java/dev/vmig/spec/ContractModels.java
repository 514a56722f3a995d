package dev.vmig.spec;

import static dev.vmig.spec.Model.holds;
import static dev.vmig.spec.Model.violates;

import java.util.List;
import java.util.stream.Stream;

/** The models of what devices and their users got wrong about the uAPI. */
final class ContractModels {
    private static final String CONTRACT_ACTIONS = "Ask Refuse WritePart WriteImage WriteSkipped WriteFails TakeArc"
            + " FailArc FailIntoError RefuseImage Finish Reset";

    private static final String VMM_ACTIONS =
            "Ask Refused Read Write Look ResetDevice Recovered TakeArc Succeed Fail GuestResets";

    private ContractModels() {}

    static List<Model> all() {
        return Stream.of(table(), contract(), vmmView(), deferredReset())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Model> table() {
        String module = "MCMigrationTable";
        return List.of(
                violates("MCMigrationTableH1", module, "Linux looked up for ever (H-1)", "EveryLookupReturns"),
                violates(
                        "MCMigrationTableU5", module, "one cell is not what the rules give (U-5)", "TableFollowsRules"),
                violates(
                        "MCMigrationTableU6",
                        module,
                        "a number past the last state indexes past the table (U-6)",
                        "NumberOfNoStateIsRefused"));
    }

    private static List<Model> contract() {
        String module = "MCVfioMigration";
        return List.of(
                holds(
                        "MCVfioMigrationInductive",
                        module,
                        "the contract's invariant is inductive",
                        922,
                        CONTRACT_ACTIONS),
                violates("MCVfioMigrationU2", module, "a device that is opened has to run (U-2)", "OpenedRuns"),
                violates("MCVfioMigrationU3", module, "a reset has to lead to RUNNING (U-3)", "ResetRuns"),
                violates(
                        "MCVfioMigrationU4",
                        module,
                        "the state that the device is in may be asked for (U-4)",
                        "RefusedOnlyIfNotAllowed"),
                violates(
                        "MCVfioMigrationK13",
                        module,
                        "mlx5 fails the arc, and the session is gone (K-13)",
                        "SessionBelongsToState"));
    }

    private static List<Model> vmmView() {
        String module = "MCVmmView";
        return List.of(
                holds("MCVmmView", module, "who reads the state again knows it, and recovers", 935, VMM_ACTIONS)
                        .smoke(),
                violates("MCVmmViewBetween", module, "a failed request can end between two states", "OldOrRequested"),
                violates("MCVmmViewByRequest", module, "a device can run again by request", "NeverByRequest"),
                violates("MCVmmViewByReset", module, "or by reset", "NeverByReset"),
                violates("MCVmmViewForgetful", module, "a VMM has to recover", "RunsAgain"),
                violates("MCVmmViewU1", module, "a reset has to be taken note of (U-1)", "NothingIsRefused"),
                violates("MCVmmViewU7", module, "after a failure the old file dangles (U-7)", "HoldsLiveFile"),
                violates("MCVmmViewU8", module, "a request may not be enough to recover (U-8)", "RunsAgain"));
    }

    private static List<Model> deferredReset() {
        String module = "MCDeferredReset";
        return List.of(
                violates(
                        "MCDeferredResetH7", module, "pds left its files usable after a reset (H-7)", "NoFileSurvives"),
                violates(
                        "MCDeferredResetK12",
                        module,
                        "pds answers a read of an ended session 0 or EINVAL (K-12)",
                        "EndedAnswersEnodev"));
    }
}
