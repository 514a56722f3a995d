package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** TLC's verdict on each model, and on specifications that are wrong. */
class ModelTest {
    private static final SpecFiles FILES = SpecFiles.bundled();

    static Stream<Model> models() {
        return Model.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("models")
    void modelIsAsItMustBe(Model model) throws InterruptedException {
        assertThat(model.check(FILES, 2, progress -> {}).objections()).isEmpty();
    }

    static Stream<Arguments> mutants() {
        return Stream.of(
                // One disjunct of Next less.
                mutant(
                        "MCVirtioVf",
                        "VirtioVf.tla",
                        "       \\/ AskReset\n",
                        "\n",
                        "action HandleReset is never taken"),
                mutant(
                        "MCVirtioVf",
                        "VirtioVf.tla",
                        "Driver == \\/ StartArc \\/ RefuseImage",
                        "Driver == \\/ StartArc",
                        "action RefuseImage is never taken"),
                mutant(
                        "MCVirtioVf",
                        "VirtioVf.tla",
                        "Device == Serve \\/ Receive \\/ Interrupt \\/ Settle",
                        "Device == Serve \\/ Receive \\/ Settle",
                        "action Interrupt is never taken"),
                mutant(
                        "MCVirtioVfRefines",
                        "VirtioVf.tla",
                        "          \\/ FinishWrite \\/ FinishQuery\n",
                        "          \\/ FinishWrite\n",
                        "is violated"),
                // One conjunct of an action less.
                mutant(
                        "MCVirtioVf",
                        "VirtioVf.tla",
                        "    /\\ flight = ModeStopped => bus = \"quiet\"\n",
                        "",
                        "SilentWhileStopped is violated"),
                mutant(
                        "MCVirtioVf",
                        "VirtioVf.tla",
                        "    /\\ state = RESUMING => Loaded \\/ \"K-1\" \\in Quirks\n",
                        "",
                        "DeviceIsWhole is violated"),
                mutant(
                        "MCVfioMigration",
                        "VfioMigration.tla",
                        "    /\\ state = RESUMING => Loaded\n",
                        "",
                        "OnlyWholeIsResumed is violated"),
                // The mode command of one arc is missing.
                mutant(
                        "MCVirtioVf",
                        "VirtioCommands.tla",
                        "{<<RUNNING, RUNNING_P2P>>, <<PRE_COPY, PRE_COPY_P2P>>}\n            -> <<ModeStopped>>",
                        "{<<RUNNING, RUNNING_P2P>>, <<PRE_COPY, PRE_COPY_P2P>>}\n            -> << >>",
                        "ModeFollowsState is violated"),
                // The device interrupts while it is stopped.
                mutant(
                        "MCVirtioVf",
                        "VirtioVf.tla",
                        "Interrupt ==\n    /\\ MayStart\n",
                        "Interrupt ==\n",
                        "SilentWhileStopped is violated"),
                // What is allowed may be refused.
                mutant(
                        "MCVfioMigration",
                        "VfioMigration.tla",
                        "    /\\ ~Takes(r)\n",
                        "",
                        "RefusedOnlyIfNotAllowed is violated"),
                // A data file comes back where no session begins.
                mutant(
                        "MCVfioMigration",
                        "MigrationTable.tla",
                        "FileArcs == { <<RUNNING,     PRE_COPY>>,",
                        "FileArcs == { <<PRE_COPY_P2P, STOP_COPY>>, <<RUNNING,     PRE_COPY>>,",
                        "FileOpensSession is violated"),
                // The driver goes on although it is to be reset.
                mutant(
                        "MCVirtioVf",
                        "VirtioVf.tla",
                        "    /\\ ~(task = \"arc\" /\\ resetting)\n    /\\ flight' = Head(todo)\n",
                        "    /\\ flight' = Head(todo)\n",
                        "NoCommandAfterResetAsked is violated"),
                // It resets the function unasked.
                mutant(
                        "MCVirtioVf",
                        "VirtioVf.tla",
                        "HandleReset ==\n    /\\ resetting\n",
                        "HandleReset ==\n",
                        "FunctionResetOnlyWhenAsked is violated"),
                // A cell of the table is wrong.
                mutant(
                        "MCMigrationTable",
                        "MigrationTable.tla",
                        "    STOP_COPY    |-> Row(EINVAL, STOP,        STOP,        STOP_COPY,    STOP,        STOP,        EINVAL,      EINVAL),",
                        "    STOP_COPY    |-> Row(EINVAL, STOP,        STOP,        STOP_COPY,    STOP,        STOP,        STOP,        EINVAL),",
                        "TableFollowsRules is violated"),
                // A rule is missing: through the saving group.
                mutant(
                        "MCMigrationTable",
                        "MigrationTable.tla",
                        "Lawful(w) == \\/ \\A i \\in 2..(Len(w) - 1) : w[i] \\notin SavingGroup\n",
                        "Lawful(w) == \\/ TRUE\n",
                        "is violated"),
                // A device stops, or runs, while its peers cannot have that.
                mutant(
                        "MCPeerToPeer",
                        "PeerToPeer.tla",
                        "    /\\ Others(d, Quiesced) \\/ \"stop-alone\" \\in Quirks\n",
                        "",
                        "NoWriteIsLost is violated"),
                mutant(
                        "MCPeerToPeer",
                        "PeerToPeer.tla",
                        "    /\\ Others(d, CanTakeWrites) \\/ \"run-alone\" \\in Quirks\n",
                        "",
                        "NoWriteIsLost is violated"),
                // A quiesced device goes on writing.
                mutant(
                        "MCPeerToPeer",
                        "PeerToPeer.tla",
                        "    /\\ state[d] = RUNNING\n    /\\ Quiet(d) /\\ peer # d\n",
                        "    /\\ Quiet(d) /\\ peer # d\n",
                        "is violated"),
                // Both ends may go on; the last pages, the last image or the end of it are not waited for.
                mutant(
                        "MCLiveMigrationEnds",
                        "LiveMigration.tla",
                        "    /\\ decision = \"open\" /\\ vmm = \"ended\" /\\ target = STOP\n",
                        "    /\\ vmm = \"ended\" /\\ target = STOP\n",
                        "is violated"),
                mutant(
                        "MCLiveMigration",
                        "LiveMigration.tla",
                        "    /\\ todo = {}\n",
                        "",
                        "TargetIsTheSource is violated"),
                mutant(
                        "MCLiveMigration",
                        "LiveMigration.tla",
                        "    /\\ ended \\/ (\"S-3\" \\in Quirks /\\ link = \"down\")\n",
                        "",
                        "is violated"),
                mutant(
                        "MCLiveMigration",
                        "LiveMigration.tla",
                        "    /\\ source' = RUNNING\n    /\\ UNCHANGED <<memory, device, dirty, todo, vmm, copy",
                        "    /\\ UNCHANGED <<source, memory, device, dirty, todo, vmm, copy",
                        "GuestHasDevice is violated"),
                // The lookup that never returns (H-1): a refusal that is taken for a state to step over.
                mutant(
                        "MCMigrationTable",
                        "MigrationTable.tla",
                        "    CASE s = EINVAL \\/ s \\in Supported(f) -> s",
                        "    CASE s # EINVAL /\\ s \\in Supported(f) -> s\n      [] s = EINVAL -> NEVER",
                        "is violated"));
    }

    private static Arguments mutant(String model, String file, String original, String replacement, String objection) {
        return Arguments.of(model, file, original, replacement, objection);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void wrongSpecificationIsFoundOut(String model, String file, String original, String replacement, String objection)
            throws InterruptedException {
        SpecFiles wrong = FILES.withFile(file, SpecMutants.replaceOnce(FILES.text(file), original, replacement));
        Model one = Model.ALL.stream()
                .filter(candidate -> candidate.name().equals(model))
                .findFirst()
                .orElseThrow();

        Model.Outcome outcome = one.check(wrong, 2, progress -> {});

        assertThat(outcome.result().verdict())
                .isIn(Verdict.HOLDS, Verdict.INVARIANT_VIOLATED, Verdict.PROPERTY_VIOLATED);
        assertThat(outcome.objections()).anySatisfy(says -> assertThat(says).contains(objection));
    }
}
