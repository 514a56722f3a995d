package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Departures are substitutions that leave the contract, and what a module refines, as they are. */
class DeparturesTest {
    private static final SpecFiles FILES = SpecFiles.bundled();

    /** No departure of VmmView changes the device; this one does. */
    private static final String TAKE_ALL_ARCS = """

            TakeAllArcs ==
                /\\ goal # Contract!Idle
                /\\ state' = goal
                /\\ UNCHANGED <<features, goal, session, dead, image, pending, file, reply, vmmVars>>
            """;

    private static final Pattern INSTANCE = Pattern.compile("(?m)^\\w+ == INSTANCE (\\w+)");
    private static final Pattern SUBSTITUTION = Pattern.compile("(\\w+) <- (\\w+)");

    static Stream<String> modulesWithDepartures() {
        return FILES.texts().keySet().stream()
                .filter(file -> file.endsWith("Departures.tla"))
                .map(file -> file.replace("Departures.tla", ""));
    }

    @Test
    void departuresAreReadFromTheModuleBeside() {
        Departures departures = Departures.of(FILES, "VirtioVf");

        assertThat(departures.module()).isEqualTo("VirtioVfDepartures");
        assertThat(departures.ids()).containsExactlyInAnyOrder("K1", "K5", "K15", "H5", "S2");
        assertThat(departures.substitutions(Set.of("K-5"))).containsExactly("MayAnswer <- MayAnswerK5");
        assertThatThrownBy(() -> departures.substitutions(Set.of("K-99")))
                .isInstanceOf(SpecException.class)
                .hasMessage("VirtioVfDepartures.tla: no departure K-99");
    }

    @ParameterizedTest
    @MethodSource("modulesWithDepartures")
    void noModuleKnowsADeparture(String module) {
        assertThat(FILES.text(module + ".tla")).doesNotContain("Quirks", "Departures");
    }

    /** TLC substitutes what a module and the one that it refines both extend in both of them. */
    @Test
    void whatIsSubstitutedIsNoPartOfWhatIsRefined() {
        int judged = 0;
        for (Model model : FILES.catalogue().all()) {
            for (String substitution : substitutions(FILES.text(model.config()))) {
                String name = substitution.replaceFirst(" <-.*", "");
                PropertyText substituted = PropertyText.of(FILES, model.module(), name);
                for (String refined : refined(model.module())) {
                    assertThat(moduleOf(name, refined))
                            .as("%s substitutes %s, and %s refines %s", model.name(), name, model.module(), refined)
                            .isNotEqualTo(substituted.module());
                    judged++;
                }
            }
        }
        assertThat(judged).isGreaterThan(5);
    }

    private static List<String> refined(String module) {
        return PropertyText.withExtended(FILES, module).stream()
                .flatMap(each -> INSTANCE.matcher(FILES.text(each + ".tla")).results())
                .map(found -> found.group(1))
                .toList();
    }

    private static String moduleOf(String name, String module) {
        try {
            return PropertyText.of(FILES, module, name).module();
        } catch (SpecException e) {
            return "none";
        }
    }

    @Test
    void configurationsSubstituteWholeDepartures() {
        for (Model model : FILES.catalogue().all()) {
            List<String> departing = substitutions(FILES.text(model.config()));
            modulesWithDepartures()
                    .filter(module -> model.module().equals("MC" + module))
                    .forEach(module -> {
                        Departures departures = Departures.of(FILES, module);
                        for (String id : departures.ids()) {
                            List<String> whole = departures.substitutions(Set.of(id));
                            if (whole.stream().anyMatch(departing::contains)) {
                                assertThat(departing).as(model.name()).containsAll(whole);
                            }
                        }
                    });
        }
    }

    private static List<String> substitutions(String config) {
        return SUBSTITUTION.matcher(config).results().map(MatchResult::group).toList();
    }

    static Stream<Arguments> refinements() {
        return Stream.of(
                Arguments.of("MCVirtioVfRefines", "ContractSpec", "MayLeaveResuming <- MayLeaveResumingK1"),
                Arguments.of("MCVmmView", "DeviceSpec", "TakeArc <- TakeAllArcs"));
    }

    /** A substitution that reached the refined module, too, would make it hold of everything. */
    @ParameterizedTest
    @MethodSource("refinements")
    void refinementFailsWithADeparture(String name, String refined, String substitution) throws InterruptedException {
        Model model = FILES.catalogue().find(name).orElseThrow();
        String config = new ConfigText(FILES.text(model.config())).askingOnly(refined) + "CONSTANT " + substitution;
        SpecFiles departing = FILES.withFile("Departing.cfg", config)
                .withFile("MCVmmView.tla", FILES.text("MCVmmView.tla").replace("\n====", TAKE_ALL_ARCS + "\n===="));

        ModelResult result =
                TlcChecker.check(departing, model.module(), "Departing.cfg", 1, Duration.ofMinutes(5), progress -> {});

        assertThat(result.verdict()).isEqualTo(ModelVerdict.PROPERTY_VIOLATED);
        assertThat(result.violated()).isEqualTo(refined);
    }
}
