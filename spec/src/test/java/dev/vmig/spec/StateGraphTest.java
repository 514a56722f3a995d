package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StateGraphTest {

    @Test
    void hasAsManyStatesAndStepsAsTlcFinds() throws InterruptedException {
        SpecFiles files = Toys.with("Counter.cfg", "Max = 4", "Max = 30");
        ModelResult checked =
                TlcChecker.check(files, "Counter", "Counter.cfg", 1, Duration.ofMinutes(1), progress -> {});
        try (Oracle oracle = Oracle.open(files, "Counter", "Counter.cfg")) {
            StateGraph graph = StateGraph.explore(oracle, 1000);

            assertThat(graph.states()).hasSize((int) checked.progress().distinct());
            assertThat(graph.edges().size() + graph.initial())
                    .isEqualTo((int) checked.progress().generated());
        }
    }

    @Test
    void constraintOfTheConfigurationBoundsItAsItBoundsTlc() throws InterruptedException {
        SpecFiles files = Toys.FILES.withFile(
                "Counter.cfg",
                "CONSTANTS Max = 9 Nobody = Nobody SPECIFICATION Spec CONSTRAINT AlwaysBelowThree CHECK_DEADLOCK FALSE");
        ModelResult checked =
                TlcChecker.check(files, "Counter", "Counter.cfg", 1, Duration.ofMinutes(1), progress -> {});
        try (Oracle oracle = Oracle.open(files, "Counter", "Counter.cfg")) {
            assertThat(checked.verdict()).isEqualTo(ModelVerdict.HOLDS);
            assertThat(StateGraph.explore(oracle, 1000).states())
                    .hasSize((int) checked.progress().distinct());
        }
    }

    @Test
    void edgesNameTheirActionWithItsArguments() {
        try (Oracle oracle = Oracle.open(Toys.FILES, "TrafficLight", "TrafficLight.cfg")) {
            StateGraph graph = StateGraph.explore(oracle, 10);

            assertThat(graph.initial()).isEqualTo(1);
            assertThat(graph.edges())
                    .contains(new StateGraph.Edge(0, new SpecAction("Green", Map.of("w", "north")), 1))
                    .hasSize(4);
        }
    }

    @Test
    void moreStatesThanTheBoundIsAnErrorWithTheBound() {
        try (Oracle oracle = Oracle.open(Toys.FILES, "Counter", "Counter.cfg")) {
            assertThat(StateGraph.explore(oracle, 8).states()).hasSize(8);
            assertThatThrownBy(() -> StateGraph.explore(oracle, 7))
                    .hasMessage("more than 7 states can be reached; explored no further");
        }
    }
}
