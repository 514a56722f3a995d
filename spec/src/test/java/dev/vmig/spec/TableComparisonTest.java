package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.spec.TableComparison.Cell;
import dev.vmig.spec.TableComparison.NextState;
import dev.vmig.spec.TableComparison.Result;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The Java table is the table of the specification, and no cell can be wrong without being named. */
class TableComparisonTest {
    private static final SpecFiles FILES = SpecFiles.bundled();
    private static final Map<Cell, String> SPEC = TableComparison.cellsOf(FILES);

    @Test
    @Tag("L-15")
    @Tag("L-17")
    @Tag("L-18")
    @Tag("L-19")
    @Tag("L-20")
    @Tag("L-23")
    @Tag("L-24")
    @Tag("L-25")
    void allCellsOfAllFeatureSetsAgree() {
        Result result = TableComparison.ofCells(SPEC, NextState.OF_FSM);
        assertThat(result.differences()).isEmpty();
        assertThat(result.compared()).isEqualTo(4 * 8 * 8);
    }

    /** Facts, section 1.3: 6 + 8 + 9 + 15 arcs. */
    @Test
    void arcsOfTheExploredGraphAreThoseOfTheTable() {
        Result result = TableComparison.ofArcs(FILES);
        assertThat(result.differences()).isEmpty();
        assertThat(result.compared()).isEqualTo(38);
    }

    /** Each single cell, flipped to each wrong value. */
    @ParameterizedTest
    @EnumSource(FeatureSet.class)
    void anyWrongCellOfTheJavaTableIsNamed(FeatureSet features) {
        TransitionTable table = TransitionTable.of(features);
        for (MigrationState current : MigrationState.values()) {
            for (MigrationState requested : MigrationState.values()) {
                MigrationState wrong = table.allows(current, requested) ? MigrationState.ERROR : MigrationState.STOP;
                NextState flipped = (f, c, r) ->
                        f == features && c == current && r == requested ? wrong : NextState.OF_FSM.of(f, c, r);

                assertThat(TableComparison.ofCells(SPEC, flipped).differences())
                        .singleElement()
                        .asString()
                        .startsWith("features " + features.flags() + ", " + current + " > " + requested + ": ");
            }
        }
    }

    @Test
    void wrongCellOfTheSpecIsNamed() {
        String row = "    STOP         |-> Row(EINVAL, STOP,        RUNNING_P2P,";
        SpecFiles wrong = FILES.withFile(
                "MigrationTable.tla",
                SpecMutants.replaceOnce(
                        FILES.text("MigrationTable.tla"),
                        row,
                        "    STOP         |-> Row(EINVAL, STOP,        RUNNING,    "));

        // Only with P2P is there a state to leave out; without it the two tables come to the same.
        assertThat(TableComparison.ofCells(TableComparison.cellsOf(wrong), NextState.OF_FSM)
                        .differences())
                .containsExactly(
                        "features 3, STOP > RUNNING: the Java table says RUNNING_P2P, the spec says RUNNING",
                        "features 7, STOP > RUNNING: the Java table says RUNNING_P2P, the spec says RUNNING");
    }

    @Test
    void arcThatTheSpecLosesIsNamed() {
        SpecFiles wrong = FILES.withFile(
                "VfioMigration.tla",
                SpecMutants.replaceOnce(
                        FILES.text("VfioMigration.tla"),
                        "    /\\ state = RESUMING => Loaded\n",
                        "    /\\ state # RESUMING\n"));

        assertThat(TableComparison.ofArcs(wrong).differences())
                .containsExactly(
                        "features 1, arc RESUMING>STOP: only in Java",
                        "features 3, arc RESUMING>STOP: only in Java",
                        "features 5, arc RESUMING>STOP: only in Java",
                        "features 7, arc RESUMING>STOP: only in Java");
    }
}
