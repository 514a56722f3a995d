package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OracleTest {

    private static final SpecAction ADD_ONE = new SpecAction("Add", Map.of("k", 1L));
    private static final SpecAction ADD_TWO = new SpecAction("Add", Map.of("k", 2L));
    private static final SpecAction RESTART = new SpecAction("Restart", Map.of());

    @SuppressWarnings("NullAway.Init") // JUnit calls open() first.
    private static Oracle counter;

    @BeforeAll
    static void open() {
        counter = Oracle.open(Toys.FILES, "Counter", "Counter.cfg");
    }

    @AfterAll
    static void close() {
        counter.close();
    }

    private static SpecState initial() {
        return counter.initialStates().get(0);
    }

    @Test
    void actionsComeWithTheirArgumentsInTheOrderOfTheSpecification() {
        assertThat(counter.actions()).containsExactly(ADD_ONE, ADD_TWO, RESTART);
        assertThat(ADD_TWO).hasToString("Add(2)");
        assertThat(RESTART).hasToString("Restart");
    }

    @Test
    void statesHaveTheValuesOfTheirVariables() {
        assertThat(counter.initialStates()).hasSize(1);
        assertThat(initial().get("count")).isEqualTo(0L);
        assertThat(initial().values()).isEqualTo(Map.of("count", 0L, "last", new ModelValue("Nobody")));
        assertThat(initial().values().keySet()).containsExactly("count", "last");
        assertThatThrownBy(() -> initial().get("cuont")).hasMessage("cuont: no such variable");
    }

    @Test
    void statesPrintAsTheConjunctionThatTlaWouldWrite() {
        SpecState next = counter.successors(ADD_TWO, initial()).get(0);
        assertThat(next.toString().lines()).containsExactly("/\\ count = 2", "/\\ last = [by |-> 2, from |-> 0]");
    }

    @Test
    void actionThatIsNotEnabledHasNoSuccessors() {
        assertThat(counter.successors(RESTART, initial())).isEmpty();
    }

    @Test
    void statesAreEqualByTheirValues() {
        SpecState around = initial();
        for (SpecAction action : List.of(ADD_TWO, ADD_TWO, RESTART)) {
            around = counter.successors(action, around).get(0);
        }
        assertThat(around).isEqualTo(initial()).hasSameHashCodeAs(initial());
        assertThat(around).isNotEqualTo(counter.successors(ADD_ONE, around).get(0));
    }

    @Test
    void constantsAndOperatorsHaveValues() {
        assertThat(counter.evaluate("Max")).isEqualTo(4L);
        assertThat(counter.evaluate("Twice", 21)).isEqualTo(42L);
        assertThat(counter.evaluateIn(initial(), "Below", 1)).isEqualTo(true);
        assertThat(counter.evaluateIn(initial(), "Below", 0)).isEqualTo(false);
        assertThat(counter.holds(initial(), "Bounded")).isTrue();
    }

    @Test
    void everyKindOfValueHasItsJavaForm() {
        assertThat(counter.evaluate("Values"))
                .isEqualTo(Map.ofEntries(
                        Map.entry("int", 7L),
                        Map.entry("str", "s"),
                        Map.entry("bool", true),
                        Map.entry("set", Set.of(1L, 2L)),
                        Map.entry("seq", List.of("x", 2L)),
                        Map.entry("fun", Map.of("a", 1L, "b", 1L)),
                        Map.entry("interval", Set.of(1L, 2L, 3L)),
                        Map.entry("model", new ModelValue("Nobody")),
                        Map.entry("empty", Set.of()),
                        Map.entry("chosen", Set.of(4L, 5L)),
                        Map.entry("pairs", Set.of(List.of(1L, 2L)))));
    }

    static List<Object> values() {
        return List.of(
                -3L,
                "text",
                false,
                new ModelValue("Nobody"),
                Set.of(),
                Set.of(3L, 1L, 2L),
                Set.of(List.of(1L), List.of("a", true)),
                List.of(),
                List.of(List.of(1L), Set.of()),
                Map.of("field", 1L, "other", List.of(2L)),
                Map.of(2L, "a", 3L, "b"),
                Map.of(new ModelValue("Nobody"), 1L));
    }

    @ParameterizedTest
    @MethodSource("values")
    void argumentsComeBackAsTheyWent(Object value) {
        assertThat(counter.evaluate("Same", value)).isEqualTo(value);
    }

    @Test
    void functionOnOneToNIsASequenceInBothDirections() {
        assertThat(counter.evaluate("Same", Map.of(1L, "a", 2L, "b"))).isEqualTo(List.of("a", "b"));
    }

    @Test
    void questionsThatMakeNoSenseAreRefused() {
        assertThatThrownBy(() -> counter.evaluate("Nix")).hasMessage("Counter.tla: no operator Nix");
        assertThatThrownBy(() -> counter.evaluate("Twice")).hasMessage("Twice: 0 arguments given, 1 expected");
        assertThatThrownBy(() -> counter.evaluate("vars")).hasMessage("vars: has no value without a state");
        assertThatThrownBy(() -> counter.evaluateIn(initial(), "Next")).hasMessage("Next: has no value without a step");
        assertThatThrownBy(() -> counter.holds(initial(), "Steps"))
                .hasMessage("Steps: neither true nor false, but {1, 2}");
        assertThatThrownBy(() -> counter.evaluate("Same", new ModelValue("Somebody")))
                .hasMessage("Somebody: no model value of this configuration");
        assertThatThrownBy(() -> counter.evaluate("Same", 1L << 31))
                .hasMessage("2147483648: TLC computes with 32 bits");
        assertThatThrownBy(() -> counter.evaluate("Same", 1.5))
                .hasMessage("1.5: a java.lang.Double has no counterpart in TLA+");
        assertThatThrownBy(() -> counter.successors(new SpecAction("Add", Map.of("k", 3L)), initial()))
                .hasMessage("Counter.tla: no action Add(3)");
    }

    @Test
    void evaluationThatFailsIsOneLine() {
        assertThatThrownBy(() -> counter.evaluate("Twice", "a"))
                .isInstanceOfSatisfying(
                        SpecException.class, e -> assertThat(e.kind()).isEqualTo(SpecException.Kind.EVALUATION))
                .message()
                .isNotBlank()
                .doesNotContain("\n");
        assertThatThrownBy(() -> counter.evaluate("Forever"))
                .hasMessage("Counter.tla: the evaluation does not end (stack overflow)");
    }

    @Test
    void specificationsTakeTurnsInOneJvm() {
        try (Oracle light = Oracle.open(Toys.FILES, "TrafficLight", "TrafficLight.cfg");
                Oracle other = Oracle.open(Toys.with("Counter.cfg", "Max = 4", "Max = 6"), "Counter", "Counter.cfg")) {
            for (int round = 0; round < 3; round++) {
                assertThat(StateGraph.explore(light, 100).states()).hasSize(3);
                assertThat(StateGraph.explore(other, 100).states()).hasSize(12);
                assertThat(StateGraph.explore(counter, 100).states()).hasSize(8);
            }
            assertThatThrownBy(() -> counter.holds(light.initialStates().get(0), "Bounded"))
                    .hasMessage("a state of another oracle was passed");
        }
    }
}
