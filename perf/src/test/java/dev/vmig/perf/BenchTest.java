package dev.vmig.perf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;

/** What is measured is what there is. */
class BenchTest {
    private static final Effort SHORTEST = new Effort(1, 0, 1, 1, 1);

    @Test
    void everyBenchmarkIsInTheReport() {
        Set<String> benchmarks = new TreeSet<>();
        for (BenchmarkListEntry entry : BenchmarkList.defaultList()
                .getAll(OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT), List.of())) {
            benchmarks.add(entry.getUsername().substring("dev.vmig.perf.".length()));
        }
        Set<String> reported = new TreeSet<>();
        Work.ALL.forEach(work -> reported.add(work.benchmark()));
        assertThat(reported).isEqualTo(benchmarks);
    }

    @Test
    void limitDoesEachWorkThatBelongsToTheCodec(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(LimitRunner.gccVersion()).isPresent();
        LimitRunner limit = LimitRunner.build(Path.of("src/main/c"), folder.resolve("limit"), SHORTEST)
                .orElseThrow();
        for (Work work : Work.ALL) {
            assertThat(limit.run(work, 0).isEmpty())
                    .as(work.name())
                    .isEqualTo(Set.of("refusal", "path").contains(work.name()));
        }
        assertThat(limit.run(Work.named("next-state"), 2)).allSatisfy(form -> {
            assertThat(form.round()).isEqualTo(2);
            assertThat(form.rival()).startsWith("C ");
            assertThat(form.nanoseconds()).isPositive();
        });
    }

    @Test
    void messagesOfAFailedCompilerAreReported(@TempDir Path folder) throws IOException, InterruptedException {
        assumeThat(LimitRunner.gccVersion()).isPresent();
        Files.writeString(folder.resolve("broken.c"), "int main(void) { return missing; }\n");
        assertThatThrownBy(() -> LimitRunner.build(folder, folder.resolve("limit"), SHORTEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void unknownWorkIsRefused() {
        assertThatThrownBy(() -> Work.named("nothing")).hasMessageContaining("nothing");
    }

    @Test
    void machineIsDescribed() throws InterruptedException {
        assertThat(Machine.facts()).containsKeys("cores", "system", "jdk");
    }
}
