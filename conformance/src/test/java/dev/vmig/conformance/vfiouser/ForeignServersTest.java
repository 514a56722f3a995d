package dev.vmig.conformance.vfiouser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Transition;
import dev.vmig.conformance.kit.TransitionSurvey;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.vfiouser.ForeignServer.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Servers of others: sound ones are told to be so, whatever their departures, and of each fault the calls are told. */
class ForeignServersTest {
    private static final ConformanceKit KIT = new ConformanceKit(RuleCatalogue.bundled(), Scenarios.ALL);
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final Duration SHORT = Duration.ofMillis(300);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"AS_LIBVFIO_USER", "PADS", "ASKS_BETWEEN"})
    void eachRequestIsAnsweredAsTheTableHasIt(Fault departure) throws IOException {
        List<Transition> all = with(LIMIT, testee -> TransitionSurvey.of(testee, 1), departure);
        assertThat(all).hasSize(35).allMatch(Transition::holds);
        assertThat(all.stream()
                        .filter(one -> one.session().isEmpty() || !one.session().equals("all read")))
                .hasSize(25);
        assertThat(all.stream().filter(one -> one.allowed().startsWith("EINVAL")))
                .extracting(Transition::toString)
                .containsExactly("STOP_COPY -> PRE_COPY, nothing read", "STOP_COPY -> PRE_COPY, all read");
    }

    /** Each request that kills it is told, and no other is taken to do so. */
    @Test
    void deathOfAServerIsReportedByEachRequest() throws IOException {
        List<Transition> all = with(LIMIT, testee -> TransitionSurvey.of(testee, 1), Fault.DIES);
        assertThat(all.stream().filter(one -> !one.holds()))
                .allMatch(one -> one.observed().equals("no answer: the server of the source closed the connection")
                        || one.observed().equals("no answer: the server of the target closed the connection"))
                .extracting(Transition::toString)
                .containsExactly(
                        "STOP -> RUNNING",
                        "STOP -> PRE_COPY",
                        "STOP_COPY -> STOP, nothing read",
                        "STOP_COPY -> RUNNING, nothing read",
                        "STOP_COPY -> RUNNING, all read",
                        "STOP_COPY -> RESUMING, nothing read",
                        "RESUMING -> RUNNING, a whole stream written",
                        "RESUMING -> PRE_COPY, a whole stream written");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DIES    | VMIG-FSM-013 | no answer: the server of the source closed the connection | 2",
                "HANGS   | VMIG-FSM-013 | no answer: none in time | 2",
                "BABBLES | VMIG-ERR-001 | no errno: garbage: msg_size: 825110831 in a message of | 2",
                "LIES    | VMIG-FSM-009 | state STOP | 2",
                "UNKNOWN_ERRNO | VMIG-ERR-001 | no errno: garbage: reply to DEVICE_FEATURE: error 131 | 1"
            })
    void faultIsAVerdictWithTheShortestCalls(Fault fault, String rule, String observed, int calls) throws IOException {
        ConformanceReport report =
                with(fault == Fault.HANGS ? SHORT : LIMIT, testee -> KIT.checkOnly(testee, 1, rule), fault);
        assertThat(report.verdicts().values()).singleElement().isInstanceOfSatisfying(Verdict.Violated.class, it -> {
            Violation violation = it.violation();
            assertThat(violation.observed()).startsWith(observed);
            assertThat(violation.calls()).hasSize(calls);
            assertThat(violation.reproduce()).isEqualTo("vmig --only " + rule + " --seed 1");
        });
    }

    @ParameterizedTest
    @CsvSource({"VMIG-RST-001, U-3", "VMIG-ERR-002, U-18", "VMIG-ERR-003, U-18"})
    void departureOfLibvfioUserIsNoFailureByItself(String rule, String id) throws IOException {
        ConformanceReport report = with(LIMIT, testee -> KIT.checkOnly(testee, 1, rule), Fault.AS_LIBVFIO_USER);
        assertThat(report.conforms()).isFalse();
        ConformanceReport tolerated = report.tolerating(LibvfioUserDepartures.OF_RULES);
        assertThat(tolerated.conforms()).isTrue();
        assertThat(tolerated.verdicts().values())
                .singleElement()
                .isInstanceOfSatisfying(
                        Verdict.ExpectedFailure.class,
                        expected -> assertThat(expected.reason()).startsWith(id + ": "));
    }

    @Test
    void paddedRepliesAreADeparture() throws IOException {
        List<ServerDeparture> departures = with(
                LIMIT,
                testee -> {
                    KIT.checkOnly(testee, 1, "VMIG-MIG-003");
                    return testee.departures();
                },
                Fault.PADS);
        assertThat(departures).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo("U-19");
            assertThat(one.count()).isPositive();
        });
    }

    /** What the protocol lacks is never held. */
    @Test
    void rulesAboutMissingCallsDoNotApply() throws IOException {
        List<Rule> lacking = RuleCatalogue.bundled().rules().stream()
                .filter(rule -> Missing.of(rule.id()).isPresent())
                .toList();
        assertThat(lacking).extracting(Rule::id).containsAll(Missing.rules());
        ConformanceReport report = with(LIMIT, testee -> KIT.check(testee, 1, lacking, script -> {}));
        assertThat(report.calls()).isZero();
        assertThat(report.verdicts().values())
                .allMatch(
                        verdict -> verdict instanceof Verdict.NotApplicable || verdict instanceof Verdict.NotObservable)
                .anyMatch(verdict -> verdict.equals(
                        new Verdict.NotApplicable("not in this protocol: VFIO_DEVICE_FEATURE_MIG_DATA_SIZE")));
    }

    private <T> T with(Duration limit, Function<VfioUserTestee, T> action, Fault... faults) throws IOException {
        Path source = folder.resolve("a");
        Path target = folder.resolve("b");
        List<ForeignServer> servers = List.of(new ForeignServer(source, faults), new ForeignServer(target, faults));
        try (VfioUserTestee testee = VfioUserTestee.connect(source, target, Launch.NONE, limit, Set.of(), "vmig")) {
            return action.apply(testee);
        } finally {
            for (ForeignServer server : servers) {
                server.close();
            }
        }
    }
}
