package dev.vmig.properties.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.properties.findings.Finding;
import dev.vmig.samples.faulty.FaultyDriver;
import dev.vmig.samples.vmm.FaultyVmm;
import dev.vmig.spec.Model;
import dev.vmig.spec.SpecFiles;
import dev.vmig.spec.Tier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The numbers in docs/guarantees.md that can be counted are those of this tree. */
class GuaranteesTest {
    private static final Path MUTANTS =
            CommittedDocument.project().resolve("spec/src/test/resources/dev/vmig/spec/mutants");

    @Test
    void numbersAreThoseOfTheTree() throws IOException {
        List<Model> models = SpecFiles.bundled().catalogue().of(Tier.CI);
        long mustFail = models.stream().filter(model -> !model.mustHold()).count();
        int faulty = FaultyDriver.ALL.size() + FaultyVmm.ALL.size();
        long killed = mutants("@ ");
        long equivalent = mutants("= ");

        assertThat(CommittedDocument.of("guarantees.md").text())
                .contains(mustFail + " of " + models.size() + " models must be violated")
                .contains("of " + (killed + equivalent) + " mutants of the specification " + killed
                        + " are killed by the property declared for each, " + equivalent + " are equivalent")
                .contains("each of " + Finding.all().size() + " field findings")
                .contains("each of " + RuleCatalogue.bundled().rules().size() + " rules for drivers and "
                        + RuleCatalogue.forVmms().rules().size() + " for VMMs")
                .contains(faulty + " faulty drivers and VMMs of " + faulty);
    }

    /** How many mutants are declared in the files of MutationTest with a line that begins like that. */
    private static long mutants(String begin) throws IOException {
        long count = 0;
        try (Stream<Path> files = Files.list(MUTANTS)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                count += Files.readAllLines(file).stream()
                        .filter(line -> line.startsWith(begin))
                        .count();
            }
        }
        return count;
    }
}
