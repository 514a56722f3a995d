package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each declared mistake violates the property that it is declared to violate; an error of TLC's would not do. */
class MutantTest {
    private static final SpecFiles FILES = SpecFiles.bundled();

    static Stream<SpecMutant> mutants() {
        return SpecMutant.declared().stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mistakeViolatesItsProperty(SpecMutant mutant) throws InterruptedException {
        Model model = Model.ALL.stream()
                .filter(candidate -> candidate.name().equals(mutant.model()))
                .findFirst()
                .orElseThrow();
        assertThat(model.mustHold()).isTrue();

        ModelResult result = model.check(mutant.in(FILES), 1, progress -> {}).result();

        assertThat(result.verdict()).isIn(Verdict.INVARIANT_VIOLATED, Verdict.PROPERTY_VIOLATED);
        assertThat(result.violated()).isEqualTo(mutant.property());
    }
}
