package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExplainTest {

    private static SpecState walk(Oracle oracle, SpecAction... actions) {
        SpecState state = oracle.initialStates().get(0);
        for (SpecAction action : actions) {
            state = oracle.successors(action, state).get(0);
        }
        return state;
    }

    private static SpecAction action(String name, String parameter, Object argument) {
        return new SpecAction(name, Map.of(parameter, argument));
    }

    @Test
    void falseConjunctIsFoundThroughADefinitionAndNamedByItsLabel() {
        SpecFiles overrunning = Toys.with("Counter.tla", "/\\ count + k <= Max\n", "/\\ count <= Max\n");
        try (Oracle counter = Oracle.open(overrunning, "Counter", "Counter.cfg")) {
            SpecAction addTwo = action("Add", "k", 2L);
            SpecState beyond = walk(counter, addTwo, addTwo, addTwo);

            assertThat(counter.explain(beyond, "Bounded"))
                    .containsExactly(new FalsePart(
                            "count <= Max", "High", "Bounds", new SourceLocation("Counter", 32, 15, 32, 26), Map.of()));
        }
    }

    @Test
    void trueFormulaNeedsNoExplanation() {
        try (Oracle counter = Oracle.open(Toys.FILES, "Counter", "Counter.cfg")) {
            SpecState start = walk(counter);
            SpecState next = walk(counter, action("Add", "k", 1L));

            assertThat(counter.explain(start, "Bounded")).isEmpty();
            assertThat(counter.explainStep(start, next, "GrowsOrRestarts")).isEmpty();
        }
    }

    @Test
    void argumentsOfADefinitionAreShown() {
        try (Oracle counter = Oracle.open(Toys.FILES, "Counter", "Counter.cfg")) {
            SpecState three = walk(counter, action("Add", "k", 1L), action("Add", "k", 2L));

            assertThat(counter.explain(three, "AlwaysBelowThree"))
                    .singleElement()
                    .hasToString("Counter.tla:36:13: Below: count < n  for n = 3");
        }
    }

    @Test
    void universalQuantifierGivesEachBindingThatMakesItFalse() {
        SpecFiles unsafe = Toys.with("TrafficLight.tla", "    /\\ AllRed\n", "");
        try (Oracle light = Oracle.open(unsafe, "TrafficLight", "TrafficLight.cfg")) {
            SpecState bothGreen = walk(light, action("Green", "w", "north"), action("Green", "w", "east"));

            List<FalsePart> parts = light.explain(bothGreen, "Safe");
            assertThat(parts)
                    .extracting(FalsePart::binding)
                    .containsExactlyInAnyOrder(Map.of("a", "north", "b", "east"), Map.of("a", "east", "b", "north"));
            assertThat(parts).extracting(FalsePart::text).containsOnly("colour[b] = \"red\"");
            assertThat(parts).extracting(FalsePart::operator).containsOnly("Exclusive");
        }
    }

    @Test
    void falseStepOfAnActionPropertyGivesConjunctAndBinding() {
        try (Oracle counter = Oracle.open(Toys.FILES, "Counter", "Counter.cfg")) {
            SpecState start = walk(counter);
            SpecState two = walk(counter, action("Add", "k", 2L));

            assertThat(counter.explainStep(start, two, "NeverByTwo"))
                    .singleElement()
                    .satisfies(part -> {
                        assertThat(part.text()).isEqualTo("count' # count + k");
                        assertThat(part.binding()).isEqualTo(Map.of("k", 2L));
                        assertThat(part.where().line()).isEqualTo(44);
                    });
        }
    }

    @Test
    void stepThatTheRefinedModuleDoesNotAllowIsFoundInThatModule() {
        SpecFiles stuck = Toys.with("Crossing.tla", "Leave == busy", "Leave == FALSE");
        try (Oracle light = Oracle.open(stuck, "TrafficLight", "TrafficLight.cfg")) {
            SpecState green = walk(light, action("Green", "w", "north"));
            SpecState red = walk(light, action("Green", "w", "north"), action("Red", "w", "north"));

            assertThat(light.explainStep(green, red, "Refines")).singleElement().satisfies(part -> {
                assertThat(part.text()).isEqualTo("Enter \\/ Leave");
                assertThat(part.where().module()).isEqualTo("Crossing");
                assertThat(part.binding()).isEqualTo(Map.of("busy", true));
            });
        }
    }
}
