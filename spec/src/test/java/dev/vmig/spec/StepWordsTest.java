package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.commons.lang3.StringUtils;
import org.junit.jupiter.api.Test;

/** Counterexamples are told in words, and with what changes. */
class StepWordsTest {
    @Test
    void everyActionOfEveryModelHasWords() {
        Set<String> told = new TreeSet<>();
        StepWords.known().forEach(name -> told.add(name.substring(name.indexOf('.') + 1)));

        assertThat(ModelCatalogue.bundled().of(Tier.CI))
                .allSatisfy(model -> assertThat(told).containsAll(model.actions()));
    }

    @Test
    void wordsAreForActionsOfTheModuleThatTheyName() {
        SpecFiles files = SpecFiles.bundled();

        assertThat(StepWords.known()).allSatisfy(name -> {
            String[] parts = StringUtils.split(name, ".");
            assertThat(files.text(parts[0] + ".tla")).as(name).containsPattern("(?m)^" + parts[1] + "\\b.*==");
        });
    }

    @Test
    void everyActionWithWordsHasLanes() {
        assertThat(StepLanes.known()).containsExactlyInAnyOrderElementsOf(StepWords.known());
    }

    @Test
    void lanesAreFilledAndInOrder() {
        CounterexampleStep step = new CounterexampleStep(
                CounterexampleStep.Kind.ACTION,
                2,
                "Request",
                SourceLocation.firstIn("line 1, col 1 to line 2, col 2 of module DeviceBarrier")
                        .orElseThrow(),
                Map.of("d", "1"));

        assertThat(StepLanes.of(step)).containsExactly("VMM", "device 1");
        assertThat(Stream.of("unheard", "device 2", "driver", "device 1", "VMM").sorted(StepLanes.LEFT_TO_RIGHT))
                .containsExactly("VMM", "driver", "device 1", "device 2", "unheard");
    }

    @Test
    void wordsNameTheValuesBeforeAndAfter() {
        CounterexampleStep step = new CounterexampleStep(
                CounterexampleStep.Kind.ACTION,
                2,
                "Ask",
                SourceLocation.firstIn("line 1, col 1 to line 2, col 2 of module VfioMigration")
                        .orElseThrow(),
                Map.of("goal", "\"STOP\""));

        assertThat(StepWords.of(Map.of("goal", "\"no request\""), step)).isEqualTo("the VMM asks for STOP");
    }

    @Test
    void actionsWithoutWordsKeepTheirName() {
        CounterexampleStep step =
                new CounterexampleStep(CounterexampleStep.Kind.ACTION, 2, "Unheard", null, Map.of("x", "1"));

        assertThat(StepWords.of(Map.of(), step)).isEqualTo("Unheard");
    }

    @Test
    void changesNameThePlaceInFunctionsRecordsAndTuples() {
        Map<String, String> before = Map.of(
                "at", "(set :> \"idle\" @@ reset :> \"mark\")",
                "reply", "[errno |-> \"pending\", file |-> \"none\"]",
                "wire", "<<<<\"page\", 1>>>>",
                "state", "\"RUNNING\"",
                "call", "<<[step |-> \"a -> b\", id |-> 1], [step |-> \"c\", id |-> 2]>>");
        Map<String, String> after = Map.of(
                "at", "(set :> \"idle\" @@ reset :> \"try\")",
                "reply", "[errno |-> \"0\", file |-> \"none\"]",
                "wire", "<<>>",
                "state", "\"STOP\"",
                "call", "<<[step |-> \"a -> b\", id |-> 1], [step |-> \"c\", id |-> 3]>>");

        assertThat(StateChange.between(before, after).stream().map(StateChange::toString))
                .isEqualTo(List.of(
                        "at[reset] mark -> try",
                        "call[2].id 2 -> 3",
                        "reply.errno pending -> 0",
                        "state RUNNING -> STOP",
                        "wire <<<<page, 1>>>> -> <<>>"));
    }
}
