package dev.vmig.samples.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.admin.DriverProfile;
import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Testee;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.FaultyDriver;
import dev.vmig.samples.faulty.SimulatedTestee;
import dev.vmig.trace.TraceReader;
import dev.vmig.trace.walk.SpecOracles;
import dev.vmig.trace.walk.TraceChecker;
import dev.vmig.trace.walk.TraceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the kit does with a driver can be recorded, and then be held against the specification: two judges of one run. */
class RecordedTesteeTest {
    private static final SpecOracles ORACLES = SpecOracles.bundled();
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);

    @TempDir
    private Path folder = Path.of("");

    @AfterAll
    static void close() {
        ORACLES.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7})
    void whateverTheKitDoesWithTheReferenceTheSpecificationAllows(int features) throws Exception {
        Testee reference = SimulatedTestee.of("reference", FeatureSet.of(features), DriverProfile.CONTRACT);
        ConformanceReport report = checkRecorded(reference, 3);
        assertThat(report.conforms()).isTrue();
        assertThat(rejections()).isEmpty();
    }

    @Test
    void specificationRejectsWhatTheKitRejects() throws Exception {
        FaultyDriver table = FaultyDriver.ALL.stream()
                .filter(faulty -> faulty.rule().equals("VMIG-FSM-004"))
                .findFirst()
                .orElseThrow();
        assertThat(checkRecorded(table.testee(), 1).conforms()).isFalse();
        assertThat(rejections()).isNotEmpty();
    }

    private ConformanceReport checkRecorded(Testee testee, long seed) throws IOException {
        try (TraceFolder traces = new TraceFolder(folder)) {
            ConformanceReport report = KIT.check(new RecordedTestee(testee, traces), seed, List.of());
            assertThat(traces.runs()).isGreaterThan(500);
            return report;
        }
    }

    private List<String> rejections() throws Exception {
        TraceChecker checker = new TraceChecker(ORACLES);
        List<String> rejections = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                TraceReport report = checker.check(TraceReader.read(file.toString(), Files.readString(file)));
                assertThat(report.complete()).as(file.toString()).isTrue();
                report.devices()
                        .forEach(device ->
                                device.rejected().ifPresent(it -> rejections.add(file.getFileName() + ": " + it)));
            }
        }
        return rejections;
    }
}
