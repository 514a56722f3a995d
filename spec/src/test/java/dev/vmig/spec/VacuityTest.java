package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds because nothing ever puts it to the test is found out. */
class VacuityTest {
    private static final SpecFiles FILES = SpecFiles.bundled();

    static Stream<String> modules() {
        return FILES.catalogue().of(Tier.CI).stream()
                .filter(Model::mustHold)
                .map(Model::module)
                .distinct();
    }

    /** Takes as long as the run of mutants does, and belongs to it. */
    @Tag("mutation")
    @ParameterizedTest
    @MethodSource("modules")
    void everyAntecedentIsReachable(String module) {
        List<Model> models = FILES.catalogue().of(Tier.CI).stream()
                .filter(Model::mustHold)
                .filter(model -> model.module().equals(module))
                .toList();

        assertThat(Vacuity.neverTrue(FILES, models)).isEmpty();
    }

    /** A light that never turns green is never exclusive, and has nothing to go back from. */
    @Test
    void vacuousPropertyIsFoundOut() {
        Model light =
                new Model("TrafficLight", "TrafficLight", "", "", 1, 0, new TreeSet<>(Set.of("Green")), Tier.CI, 0);
        SpecFiles dark = Toys.with("TrafficLight.tla", "    /\\ AllRed\n", "    /\\ ~AllRed\n");

        assertThat(Vacuity.neverTrue(Toys.FILES, List.of(light))).isEmpty();
        assertThat(Vacuity.neverTrue(dark, List.of(light)))
                .extracting(Antecedent::text)
                .containsExactly("/\\ a # b /\\ colour[a] = \"green\"", "~AllRed");
    }
}
