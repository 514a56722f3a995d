package dev.vmig.properties.findings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.properties.docs.CommittedDocument;
import dev.vmig.properties.findings.Finding.Shown;
import dev.vmig.spec.Model;
import dev.vmig.spec.ModelResult;
import dev.vmig.spec.SpecFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The switches violate what they are said to violate, in so many steps, and the page tells it as TLC found it. */
class FindingsDocumentTest {
    private static final SpecFiles FILES = SpecFiles.bundled();
    private static final List<Finding> FINDINGS = Finding.all();

    @Test
    void everyRowIsThereOnce() {
        assertThat(FINDINGS.stream().map(Finding::id))
                .containsExactlyElementsOf(Stream.of(ids("K", 18), ids("H", 15), ids("U", 19), ids("S", 3))
                        .flatMap(ids -> ids)
                        .toList());
    }

    private static Stream<String> ids(String kind, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(number -> kind + "-" + number);
    }

    /** What concerns current kernels and is not public has no switch. */
    @Test
    void openDefectsHaveNoSteps() {
        assertThat(FINDINGS)
                .filteredOn(finding -> List.of("K-2", "K-6", "K-7").contains(finding.id()))
                .hasSize(3)
                .allSatisfy(finding -> assertThat(finding.models()).isEmpty());
    }

    @Test
    void pageTellsWhatTlcFinds() throws Exception {
        Map<String, ModelResult> found = results();
        Function<String, ModelResult> results = name -> Objects.requireNonNull(found.get(name));

        Map<String, Integer> declared = new TreeMap<>();
        FINDINGS.forEach(finding -> finding.models().forEach(shown -> declared.put(shown.model(), shown.states())));
        Map<String, Integer> lengths = new TreeMap<>();
        found.forEach(
                (name, result) -> lengths.put(name, result.counterexample().size()));

        assertThat(lengths).isEqualTo(declared);
        CommittedDocument.of("findings.md").assertIs(FindingsDocument.of(FILES, FINDINGS, results), getClass());
    }

    /** TLC is a process of its own, and its counterexamples are the same in any order. */
    private static Map<String, ModelResult> results() throws Exception {
        List<Callable<ModelResult>> tasks = new ArrayList<>();
        List<String> names = FINDINGS.stream()
                .flatMap(finding -> finding.models().stream().map(Shown::model))
                .distinct()
                .toList();
        names.forEach(name -> tasks.add(() -> violation(name)));
        Map<String, ModelResult> results = new TreeMap<>();
        ExecutorService workers =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<ModelResult>> futures = workers.invokeAll(tasks);
            for (int i = 0; i < names.size(); i++) {
                results.put(names.get(i), futures.get(i).get());
            }
        } finally {
            workers.shutdownNow();
        }
        return results;
    }

    private static ModelResult violation(String name) throws InterruptedException {
        Model model = FILES.catalogue().find(name).orElseThrow(() -> new IllegalStateException("no model " + name));
        Model.Outcome outcome = model.check(FILES, 1, progress -> {});
        assertThat(outcome.objections()).as(name).isEmpty();
        return outcome.result();
    }
}
