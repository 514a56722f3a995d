package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.spec.CounterexampleStep.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TlcCheckerTest {

    private static final String CONSTANTS = "CONSTANTS Max = 4 Nobody = Nobody SPECIFICATION Spec\n";

    private static ModelResult check(SpecFiles files, String module) throws InterruptedException {
        return TlcChecker.check(files, module, module + ".cfg", 1, Duration.ofMinutes(1), progress -> {});
    }

    private static ModelResult counter(String config) throws InterruptedException {
        return check(Toys.FILES.withFile("Counter.cfg", CONSTANTS + config), "Counter");
    }

    @Test
    void modelThatHoldsIsCountedAndCovered() throws InterruptedException {
        List<Progress> told = new ArrayList<>();
        ModelResult result =
                TlcChecker.check(Toys.FILES, "Counter", "Counter.cfg", 2, Duration.ofMinutes(1), told::add);

        assertThat(result.verdict()).isEqualTo(ModelVerdict.HOLDS);
        assertThat(result.holds()).isTrue();
        assertThat(result.exitCode()).isZero();
        assertThat(result.violated()).isNull();
        assertThat(result.message()).isEmpty();
        assertThat(result.counterexample()).isEmpty();
        assertThat(result.progress()).isEqualTo(new Progress(4, 13, 8, 0));
        assertThat(result.elapsed()).isPositive();
        assertThat(result.coverage()).extracting(ActionCoverage::name).containsExactly("Add", "Restart");
        assertThat(result.coverage()).extracting(ActionCoverage::taken).containsExactly(10L, 2L);
        assertThat(result.coverage().get(0).where()).isEqualTo(new SourceLocation("Counter", 15, 1, 15, 6));
        assertThat(result.neverTaken()).isEmpty();
        assertThat(told).isNotEmpty();
    }

    @Test
    void actionThatNeverHappensShowsInTheCoverage() throws InterruptedException {
        ModelResult result = check(
                Toys.with("Counter.tla", "/\\ count = Max\n", "/\\ count = Max + 1\n")
                        .withFile("Counter.cfg", CONSTANTS + "CHECK_DEADLOCK FALSE"),
                "Counter");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.HOLDS);
        assertThat(result.neverTaken()).extracting(ActionCoverage::name).containsExactly("Restart");
    }

    @Test
    void violatedInvariantIsNamedWithTheWayThere() throws InterruptedException {
        ModelResult result = counter("INVARIANTS Bounded AlwaysBelowThree");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.INVARIANT_VIOLATED);
        assertThat(result.violated()).isEqualTo("AlwaysBelowThree");
        assertThat(result.message()).isEqualTo("Invariant AlwaysBelowThree is violated.");
        assertThat(result.counterexample()).hasSize(3);
        assertThat(result.counterexample().get(0))
                .isEqualTo(new CounterexampleStep(Kind.INITIAL, 1, "", null, Map.of("count", "0", "last", "Nobody")));
        assertThat(result.counterexample().get(2))
                .isEqualTo(new CounterexampleStep(
                        Kind.ACTION,
                        3,
                        "Add",
                        new SourceLocation("Counter", 16, 5, 18, 42),
                        Map.of("count", "3", "last", "[by |-> 2, from |-> 1]")));
    }

    @Test
    void invariantThatIsFalseAtOnceHasACounterexampleOfOneState() throws InterruptedException {
        ModelResult result = check(Toys.with("Counter.tla", "count = 0 /\\", "count = 7 /\\"), "Counter");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.INVARIANT_VIOLATED);
        assertThat(result.violated()).isEqualTo("Bounded");
        assertThat(result.counterexample())
                .containsExactly(
                        new CounterexampleStep(Kind.INITIAL, 1, "", null, Map.of("count", "7", "last", "Nobody")));
    }

    @Test
    void violatedActionPropertyIsNamedAmongSeveral() throws InterruptedException {
        ModelResult result = counter("PROPERTIES GrowsOrRestarts NeverByTwo");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.PROPERTY_VIOLATED);
        assertThat(result.exitCode()).isEqualTo(13);
        assertThat(result.violated()).isEqualTo("NeverByTwo");
        assertThat(result.counterexample())
                .extracting(CounterexampleStep::action)
                .containsExactly("", "Add");
    }

    @Test
    void violatedRefinementIsNamedAmongSeveral() throws InterruptedException {
        ModelResult result = check(Toys.with("Crossing.tla", "Leave == busy", "Leave == FALSE"), "TrafficLight");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.PROPERTY_VIOLATED);
        assertThat(result.violated()).isEqualTo("Refines");
        assertThat(result.counterexample())
                .extracting(CounterexampleStep::action)
                .containsExactly("", "Green", "Red");
    }

    @Test
    void refinementThatFailsAtOnceIsNamed() throws InterruptedException {
        ModelResult result = check(Toys.with("Crossing.tla", "busy = FALSE", "busy = TRUE"), "TrafficLight");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.PROPERTY_VIOLATED);
        assertThat(result.violated()).isEqualTo("Refines");
        assertThat(result.counterexample()).hasSize(1);
    }

    @Test
    void withoutFairnessALivenessPropertyFailsByStuttering() throws InterruptedException {
        ModelResult result = check(Toys.with("TrafficLight.cfg", "FairSpec", "Spec"), "TrafficLight");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.PROPERTY_VIOLATED);
        assertThat(result.violated()).isEqualTo("GoesRed");
        assertThat(result.counterexample())
                .extracting(CounterexampleStep::kind)
                .containsExactly(Kind.INITIAL, Kind.ACTION, Kind.STUTTERING);
        assertThat(result.counterexample().get(2)).hasToString("3: stuttering");
    }

    @Test
    void livenessPropertyThatFailsInACircleSaysWhereItCloses() throws InterruptedException {
        SpecFiles files = Toys.with("TrafficLight.tla", "    /\\ AllRed\n", "")
                .withFile("TrafficLight.cfg", "SPECIFICATION FairSpec PROPERTY GoesRed");
        ModelResult result = check(files, "TrafficLight");

        assertThat(result.violated()).isEqualTo("GoesRed");
        CounterexampleStep last =
                result.counterexample().get(result.counterexample().size() - 1);
        assertThat(last.kind()).isEqualTo(Kind.BACK_TO);
        assertThat(last.number()).isLessThan(result.counterexample().size());
        assertThat(last.action()).isNotEmpty();
    }

    @Test
    void deadlockIsOneUnlessTheConfigurationAllowsIt() throws InterruptedException {
        SpecFiles files = Toys.with("Counter.tla", " \\/ Restart", "");
        assertThat(check(files, "Counter").verdict()).isEqualTo(ModelVerdict.DEADLOCK);

        String allowing = files.text("Counter.cfg") + "CHECK_DEADLOCK FALSE";
        assertThat(check(files.withFile("Counter.cfg", allowing), "Counter").verdict())
                .isEqualTo(ModelVerdict.HOLDS);
    }

    @Test
    void falseAssumptionIsNamed() throws InterruptedException {
        SpecFiles files = Toys.with("Counter.tla", "Steps ==", "ASSUME MaxIsSmall ==\n    Max < 3\n\nSteps ==");
        ModelResult result = check(files, "Counter");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.ASSUMPTION_FALSE);
        assertThat(result.violated()).isEqualTo("MaxIsSmall");
    }

    @Test
    void expressionWithoutAValueIsAnErrorWithItsPlace() throws InterruptedException {
        ModelResult result = check(Toys.with("Counter.tla", "/\\ count = Max\n", "/\\ count = \"a\"\n"), "Counter");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.EVALUATION_ERROR);
        assertThat(result.message())
                .isEqualTo("Counter.tla:21:8: Attempted to check equality of integer 0 with non-integer: \"a\"");
    }

    @Test
    void syntaxErrorIsOneLineWithItsPlace() throws InterruptedException {
        ModelResult result = check(Toys.with("Counter.tla", "Restart ==", "Restart == =="), "Counter");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.SPEC_ERROR);
        assertThat(result.message()).isEqualTo("Counter.tla:20:12: expected \"Expression or Instance\", found \"==\"");
    }

    @Test
    void unknownNameIsOneLineWithItsPlace() throws InterruptedException {
        ModelResult result = check(Toys.with("Crossing.tla", "busy = FALSE", "bsy = FALSE"), "TrafficLight");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.SPEC_ERROR);
        assertThat(result.message()).isEqualTo("Crossing.tla:5:9: Unknown operator: `bsy'.");
    }

    @Test
    void missingModuleIsNamed() throws InterruptedException {
        ModelResult result = check(Toys.with("Counter.tla", "EXTENDS Integers", "EXTENDS Intejers"), "Counter");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.SPEC_ERROR);
        assertThat(result.message()).isEqualTo("Intejers.tla: no such file");
    }

    @Test
    void configurationThatDoesNotFitIsAnErrorOfTheConfiguration() throws InterruptedException {
        ModelResult result = counter("INVARIANT Nix");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.CONFIG_ERROR);
        assertThat(result.message())
                .isEqualTo("Counter.cfg: The invariant Nix specified in the configuration file is not defined in the"
                        + " specification.");
    }

    @Test
    void configurationThatDoesNotParseIsAnErrorOfTheConfiguration() throws InterruptedException {
        ModelResult result = counter("CONSTANT x == y");

        assertThat(result.verdict()).isEqualTo(ModelVerdict.CONFIG_ERROR);
        assertThat(result.message()).startsWith("Counter.cfg:2: It was expecting");
    }

    @Test
    void missingFileIsSaidBeforeTlcStarts() {
        assertThatThrownBy(() -> check(Toys.FILES, "Conter"))
                .isInstanceOf(SpecException.class)
                .hasMessage("Conter.tla: no such file");
    }

    @Test
    void timeLimitEndsTlc() throws InterruptedException {
        ModelResult result =
                TlcChecker.check(Toys.FILES, "Counter", "Counter.cfg", 1, Duration.ofNanos(1), progress -> {});

        assertThat(result.verdict()).isEqualTo(ModelVerdict.TIMED_OUT);
        assertThat(tlcChildren()).isEmpty();
    }

    @Test
    void interruptEndsTlc() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> check(Toys.FILES, "Counter")).isInstanceOf(InterruptedException.class);

        assertThat(tlcChildren()).isEmpty();
    }

    private static List<ProcessHandle> tlcChildren() {
        return ProcessHandle.current().children().filter(ProcessHandle::isAlive).toList();
    }
}
