package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The declared mistakes are what they say; {@link MutationTest} has TLC look for each of them. */
class MutantTest {
    private static final SpecFiles FILES = SpecFiles.bundled();

    static Stream<SpecMutant> mutants() {
        return SpecMutant.declared().stream();
    }

    @ParameterizedTest
    @MethodSource("mutants")
    void mistakeIsInAModuleAndAskedAbout(SpecMutant mutant) {
        assertThat(mutant.in(FILES).text(mutant.module() + ".tla")).isNotEqualTo(FILES.text(mutant.module() + ".tla"));
        assertThat(mutant.registered().mustHold()).isTrue();
        if (!mutant.isEquivalent()) {
            assertThat(new ConfigText(FILES.text(mutant.registered().config())).checks(mutant.property()))
                    .isTrue();
        }
    }

    @Test
    void mistakesAreDeclaredForEveryModuleThatHasSteps() {
        List<SpecMutant> mistakes =
                mutants().filter(mutant -> !mutant.isEquivalent()).toList();
        Set<String> modules =
                new TreeSet<>(mistakes.stream().map(SpecMutant::module).toList());

        assertThat(mistakes).hasSizeGreaterThanOrEqualTo(60);
        assertThat(modules).containsAll(modulesWithSteps());
    }

    /** Each of these follows from the other one, which is violated first. */
    private static final Map<String, String> CONSEQUENCES = Map.of(
            "NoArcAfterFile", "FileOfGoal: with a data_fd the state is the goal, and no arc is left",
            "RefusedOnlyWithReason", "TableFollowsRules: another path is another cell of the table",
            "NeverInError", "ModeFollowsState: no mode belongs to ERROR",
            "SetOnlyWhileStopped", "ModeFollowsState: parts are set in RESUMING only",
            "StopIsSilent", "ModeFollowsState: RUNNING_P2P and STOP have the same mode",
            "ResetEnds", "ContractSpec: a request during the reset would not end either",
            "DeviceSpec", "the properties of VmmView: its steps are those of VfioMigration by definition");

    @Test
    void everyPropertyHasAMistakeThatItFinds() {
        Set<String> found = new TreeSet<>(CONSEQUENCES.keySet());
        mutants().map(SpecMutant::property).forEach(found::add);
        FILES.catalogue().all().stream().map(Model::mustViolate).forEach(found::add);

        assertThat(FILES.catalogue().all().stream()
                        .filter(Model::mustHold)
                        .flatMap(model -> model.properties(FILES).stream())
                        .distinct())
                .isSubsetOf(found);
    }

    private static Set<String> modulesWithSteps() {
        Set<String> modules = new TreeSet<>();
        FILES.texts().forEach((file, text) -> {
            if (!file.startsWith("MC") && file.endsWith(".tla") && text.contains("\nNext ==")) {
                modules.add(file.replace(".tla", ""));
            }
        });
        return modules;
    }
}
