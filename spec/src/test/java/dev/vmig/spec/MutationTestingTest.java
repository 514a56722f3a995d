package dev.vmig.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.spec.EquivalentMutants.Argument;
import dev.vmig.spec.MutationTesting.Fate;
import dev.vmig.spec.MutationTesting.Mutant;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Small specifications of other fields: a lock, a queue, a commit protocol. */
class MutationTestingTest {
    private static final SpecFiles FILES = SpecFiles.of(
            Path.of(URI.create(Objects.requireNonNull(MutationTestingTest.class.getResource("mutation"), "mutation")
                    .toString())));

    private static List<Mutant> mutants(SpecFiles files, String model, String definition) throws InterruptedException {
        return mutants(testing(files, model), definition);
    }

    private static List<Mutant> mutants(MutationTesting testing, String definition) throws InterruptedException {
        List<SpecMutation> some = testing.all().stream()
                .filter(mutation -> mutation.definition().equals(definition))
                .toList();
        return testing.run(some, 2, mutant -> {});
    }

    private static MutationTesting testing(SpecFiles files, String model) throws InterruptedException {
        return testing(files, model, EquivalentMutants.none());
    }

    private static MutationTesting testing(SpecFiles files, String model, EquivalentMutants argued)
            throws InterruptedException {
        return MutationTesting.of(files, List.of(Model.unlisted(model)), argued, 1, name -> {});
    }

    private static Fate fate(List<Mutant> mutants, String kind, String original) {
        return mutants.stream()
                .filter(mutant -> mutant.mutation().kind().equals(kind)
                        && mutant.mutation().original().equals(original))
                .findFirst()
                .orElseThrow()
                .fate();
    }

    @Test
    void survivorShowsWhatThePropertiesLeaveOpen() throws InterruptedException {
        List<Mutant> enter = mutants(FILES, "Lock", "Enter");

        assertThat(fate(enter, "drop a conjunct", "holder = \"none\"")).isEqualTo(Fate.KILLED);
        assertThat(fate(enter, "leave a variable unchanged", "holder' = p")).isEqualTo(Fate.KILLED);
        // A process that has not asked may enter.
        assertThat(fate(enter, "drop a conjunct", "place[p] = \"waiting\"")).isEqualTo(Fate.SURVIVED);
    }

    @Test
    void mutantWithAnArgumentIsCountedApartUnlessAPropertyFindsIt() throws InterruptedException {
        EquivalentMutants argued = new EquivalentMutants(List.of(
                new Argument("Lock", "Enter", "place[p] = \"waiting\"", List.of("TRUE"), "It need not ask."),
                new Argument("Lock", "Enter", "holder = \"none\"", List.of("TRUE"), "It may push in.")));

        List<Mutant> enter = mutants(testing(FILES, "Lock", argued), "Enter");

        assertThat(fate(enter, "drop a conjunct", "place[p] = \"waiting\"")).isEqualTo(Fate.EQUIVALENT);
        assertThat(fate(enter, "negate a conjunct", "place[p] = \"waiting\"")).isNotEqualTo(Fate.EQUIVALENT);
        assertThat(fate(enter, "drop a conjunct", "holder = \"none\"")).isEqualTo(Fate.KILLED);
    }

    @Test
    void propertyThatIsAddedKillsTheSurvivor() throws InterruptedException {
        SpecFiles stricter = FILES.withFile(
                        "Lock.tla",
                        FILES.text("Lock.tla")
                                .replace(
                                        "OneInside ==",
                                        "EnterOnlyAfterAsking == [][\\A p \\in Process : place'[p] = \"inside\" => place[p]"
                                                + " # \"idle\"]_vars\nOneInside =="))
                .withFile(
                        "Lock.cfg",
                        FILES.text("Lock.cfg").replace("PROPERTY Enters", "PROPERTIES Enters EnterOnlyAfterAsking"));

        List<Mutant> enter = mutants(stricter, "Lock", "Enter");

        assertThat(fate(enter, "drop a conjunct", "place[p] = \"waiting\"")).isEqualTo(Fate.KILLED);
    }

    @Test
    void changeThatOnlyTheNumberOfStatesShowsIsNoKill() throws InterruptedException {
        List<Mutant> next = mutants(FILES, "Queue", "Next");

        // Fairness of a step that is never taken makes the liveness property vacuous.
        assertThat(fate(next, "drop a branch", "Take")).isEqualTo(Fate.COUNT_ONLY);
        assertThat(next.get(1).says()).isEqualTo("Queue: 3 states instead of 9");
    }

    @Test
    void changeThatTlcCannotEvaluateIsNoMistake() throws InterruptedException {
        // An empty queue has no head.
        List<Mutant> take = mutants(FILES, "Queue", "Take");

        assertThat(fate(take, "drop a conjunct", "queue # <<>>")).isEqualTo(Fate.REFUSED);
    }

    @Test
    void samplesOfOneSeedAreTheSame() throws InterruptedException {
        MutationTesting testing = testing(FILES, "Commit");

        assertThat(testing.sample(10, 1))
                .hasSize(10)
                .isEqualTo(testing.sample(10, 1))
                .isNotEqualTo(testing.sample(10, 2));
        assertThat(testing.sample(1_000, 1)).hasSameElementsAs(testing.all());
        assertThat(new HashSet<>(testing.all())).hasSameSizeAs(testing.all());
    }

    @Test
    void propertiesAreLeftAsTheyAre() throws InterruptedException {
        for (String model : List.of("Lock", "Queue", "Commit")) {
            assertThat(testing(FILES, model).all())
                    .extracting(SpecMutation::definition)
                    .contains("Init", "Next", "Spec")
                    .doesNotContain("OneInside", "InOrder", "CommitNeedsAll");
        }
    }

    @Test
    void specificationThatDoesNotHoldIsRefused() {
        SpecFiles wrong =
                FILES.withFile("Queue.tla", FILES.text("Queue.tla").replace("Len(queue) < 2", "Len(queue) < 3"));

        assertThatThrownBy(() -> testing(wrong, "Queue"))
                .isInstanceOf(SpecException.class)
                .hasMessage("Queue does not hold as it is: Bounded");
    }
}
