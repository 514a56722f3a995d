package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the verdict on a model says of specifications that are wrong. {@code vmig check} judges the models as they are. */
class ModelTest {
    private static final SpecFiles FILES = SpecFiles.bundled();

    /** What no property tells: something that could happen does not happen any more. The others: {@link MutationTest}. */
    static Stream<Arguments> mutants() {
        return Stream.of(
                mutant(
                        "MCVirtioVf",
                        "VirtioDriver.tla",
                        "       \\/ AskReset\n",
                        "\n",
                        "action HandleReset is never taken"),
                mutant(
                        "MCVirtioVf",
                        "VirtioDriver.tla",
                        "Driver == \\/ StartArc \\/ RefuseImage",
                        "Driver == \\/ StartArc",
                        "action RefuseImage is never taken"),
                mutant(
                        "MCVfioMigration",
                        "VfioMigration.tla",
                        "ELSE {dead, TRUE})\n",
                        "ELSE {dead})\n",
                        "ArcsMayFail is violated"),
                mutant(
                        "MCVfioMigration",
                        "VfioMigration.tla",
                        "features \\in FeatureSets\n    /\\ state   \\in OpenedIn",
                        "features \\in FeatureSets \\ {{\"STOP_COPY\"}}\n    /\\ state   \\in OpenedIn",
                        "distinct states"));
    }

    private static Arguments mutant(String model, String file, String original, String replacement, String objection) {
        return Arguments.of(model, file, original, replacement, objection);
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void wrongSpecificationIsFoundOut(String model, String file, String original, String replacement, String objection)
            throws InterruptedException {
        SpecFiles wrong = FILES.withFile(file, SpecMutants.replaceOnce(FILES.text(file), original, replacement));
        Model one = FILES.catalogue().find(model).orElseThrow();

        Model.Outcome outcome = one.check(wrong, 2, progress -> {});

        assertThat(outcome.result().verdict())
                .isIn(ModelVerdict.HOLDS, ModelVerdict.INVARIANT_VIOLATED, ModelVerdict.PROPERTY_VIOLATED);
        assertThat(outcome.objections()).anySatisfy(says -> assertThat(says).contains(objection));
    }
}
