package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * How little it takes: the shortest behaviour by which each quirk violates its property.
 *
 * <p>For one that makes something never happen (K-4 for ever, U-8) TLC finds some behaviour, and not always the same.
 */
class ShortestTraceTest {
    @ParameterizedTest
    @CsvSource({
        "MCMigrationStreamH2,       RecordIsWhatWasReturned, 2, AppendRecord",
        "MCPreCopyCountersK3,       BothAreSet,             2, InfoOnly",
        "MCPreCopyCountersK10,      CountersSayWhatIsRead,  4, InfoRefreshes",
        "MCPreCopyCountersK11,      TemporaryEndIsNotZero,  3, ReadAtEnd",
        "MCPreCopyCountersH4,       UnreadIsReported,       2, InfoOnly",
        "MCPreCopyCountersH8,       FlightIsCounted,        4, InfoRefreshes",
        "MCPreCopyCountersH8End,    NoMessageMeansNothing,  5, ReadAtEnd",
        "MCRingPositionPacked,      MemoryTellsPosition,   12, Stop",
        "MCRingPositionWrap,        MemoryTellsPosition,   12, Stop",
        "MCRingPositionLost,        SeesWhatIsOffered,      8, TakeOver",
        "MCMigrationStreamS3,       LastIsApplied,          7, Leave",
        "MCMigrationStreamK1,       LeftBetweenRecords,     6, Leave",
        "MCMigrationStreamK1Empty,  LeftWithImage,          2, Leave",
        "MCMigrationStreamK1Failed, LeftUnfailed,           6, Leave",
        "MCMigrationStreamK8,       RecordIsReadableWhole,  2, AppendRecord",
        "MCMigrationStreamK9,       MemoryIsBounded,        6, Skip",
        "MCObjectIdsK4,             TakenForReason,         7, NotDestroyed",
        "MCObjectIdsDenies,         NoCollision,            9, Send",
        "MCDeferredResetK5,         AnswerAgreesWithState, 14, UnlockState",
        "MCDeferredResetH6,         NoResetIsLost,         19, UnlockState",
        "MCDeferredResetWaits,      NoDeadlock,            13, AskReset",
        "MCDeferredResetH7,         NoFileSurvives,        14, UnlockState",
        "MCDeferredResetK12,        EndedAnswersEnodev,    15, TakeFile",
        "MCMigrationTableH1,        EveryLookupReturns,     2, LookUp",
        "MCMigrationTableU5,        TableFollowsRules,      2, LookUp",
        "MCMigrationTableU6,        NumberOfNoStateIsRefused, 2, LookUp",
        "MCVfioMigrationU2,         OpenedRuns,             1, ''",
        "MCVfioMigrationU3,         ResetRuns,              3, TakeArc",
        "MCVfioMigrationU4,         RefusedOnlyIfNotAllowed, 1, ''",
        "MCVfioMigrationK13,        SessionBelongsToState,  8, FailArc",
        "MCVmmViewU1,               NothingIsRefused,       6, Read",
        "MCVmmViewU7,               HoldsLiveFile,          7, Fail",
        "MCVmmViewBetween,          OldOrRequested,         4, Fail"
    })
    void quirkIsFoundInSoManySteps(String name, String property, int states, String lastAction)
            throws InterruptedException {
        Model model = Model.ALL.stream()
                .filter(candidate -> candidate.name().equals(name))
                .findFirst()
                .orElseThrow();

        Model.Outcome outcome = model.check(SpecFiles.bundled(), 1, progress -> {});

        assertThat(outcome.objections()).isEmpty();
        assertThat(outcome.result().violated()).isEqualTo(property);
        assertThat(outcome.result().counterexample())
                .hasSize(states)
                .last()
                .extracting(CounterexampleStep::action)
                .isEqualTo(lastAction);
    }
}
