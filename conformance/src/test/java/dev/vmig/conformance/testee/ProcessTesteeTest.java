package dev.vmig.conformance.testee;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vmig.conformance.kit.ConformanceKit;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.NoAnswerException;
import dev.vmig.conformance.kit.TesteeException;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.scenario.Scenarios;
import dev.vmig.conformance.rules.Port;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.conformance.rules.Trait;
import dev.vmig.conformance.rules.UapiVersion;
import dev.vmig.fsm.FeatureSet;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of programs that do not keep to the protocol, or do not answer. */
class ProcessTesteeTest {
    private static final RuleCatalogue RULES = RuleCatalogue.bundled();
    private static final ConformanceKit KIT = new ConformanceKit(RULES, Scenarios.ALL);
    private static final String RETURNS = "VMIG-FSM-013";
    private static final Duration SHORT = Duration.ofMillis(300);

    /** Answers hello, and then each call with what is given, its id put in for {@code ID}. */
    private static String program(String hello, String answers) {
        return "read -r call; echo '{\"id\":1,\"ok\":true," + hello + "}';"
                + "while read -r call; do id=${call#*:}; id=${id%%,*}; case \"$call\" in"
                + " *open*) echo \"{\\\"id\\\":$id,\\\"ok\\\":true}\";; *) " + answers + ";; esac; done";
    }

    private static final String HELLO = "\"protocol\":1,\"name\":\"a program\",\"features\":1";

    private static void run(String command) {
        try (ProcessTestee testee = ProcessTestee.start(command, SHORT)) {
            KIT.checkOnly(testee, 1, RETURNS);
        }
    }

    @Test
    void helloOfAProgramIsItsShape() {
        String hello = HELLO + ",\"uapi\":\"6.2\",\"traits\":[\"ENTERS_ERROR\"],\"ports\":[\"GUEST\"]";
        try (ProcessTestee testee = ProcessTestee.start(program(hello, "true"), ProcessTestee.LIMIT)) {
            assertThat(testee.shape().name()).isEqualTo("a program");
            assertThat(testee.shape().features()).isEqualTo(FeatureSet.STOP_COPY);
            assertThat(testee.shape().uapi()).isEqualTo(new UapiVersion(6, 2));
            assertThat(testee.shape().traits()).containsExactly(Trait.ENTERS_ERROR);
            assertThat(testee.shape().ports()).containsExactlyInAnyOrder(Port.GUEST, Port.STEP_BUDGET);
            assertThat(testee.reproduce("VMIG-FSM-001", 3)).endsWith(" --only VMIG-FSM-001 --seed 3");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo nonsense                              | line 1: no message of the protocol (is it a debug print?",
                "echo                                       | line 1: no message of the protocol",
                "echo '[]'                                  | line 1: no message of the protocol",
                "echo '{\"id\":1} {}'                       | line 1: broken JSON at column",
                "echo '{\"id\":1,\"id\":1}'                 | line 1: broken JSON at column",
                "echo '{\"id\":2,\"ok\":true}'              | line 1: id: 2 (expected: 1)",
                "echo '{\"id\":1}'                          | line 1: answers: [] (expected: one of",
                "echo '{\"id\":1,\"ok\":true,\"due\":1}'    | line 1: answers: [ok, due] (expected: one of",
                "echo '{\"id\":1,\"due\":7}'                | line 1: due: no such timer",
                "echo '{\"id\":1,\"ok\":false}'             | line 1: ok: false (expected: true)",
                "echo '{\"id\":1,\"ok\":true}'              | line 1: protocol: absent",
                "echo '{\"id\":1,\"errno\":\"EIO\",\"number\":5}' | was answered with EIO (expected: ok)",
                "echo '{\"id\":1,\"errno\":\"EIO\",\"number\":6}' | line 1: number: 6 (expected: 5, which is EIO)",
                "printf '{\"id\":1,\"ok\":tr\\033ue}'        | line 1: broken JSON at column",
                "head -c 3000000 /dev/zero                  | line 1: longer than",
                "true                                       | the testee ended with exit code 0 when it was asked for"
                        + " hello",
                "exit 5                                     | the testee ended with exit code 5 when it was asked for"
                        + " hello",
                "kill -SEGV $$                              | the testee ended with exit code 139 when it was",
                "/no/such/program 2>/dev/null               | the testee ended with exit code 127 when it was",
                "exec sleep 100                             | no answer to hello in time: is stdout flushed after each"
                        + " line?"
            })
    void programThatDoesNotSpeakTheProtocolIsAnErrorAndNoVerdict(String command, String what) {
        assertThatThrownBy(() -> run(command))
                .isInstanceOf(TesteeException.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"protocol\":2,\"name\":\"a\",\"features\":1 | protocol: 2 (expected: 1)",
                "\"protocol\":1,\"name\":\"\",\"features\":1 | name:  (expected: 1 to 64 letters",
                "\"protocol\":1,\"name\":7,\"features\":1 | name: 7 (expected: a string)",
                "\"protocol\":1,\"name\":\"a\",\"features\":2 | features: 2 (expected: 1, 3, 5 or 7)",
                "\"protocol\":1,\"name\":\"a\",\"features\":1.5 | features: 1.5 (expected: a whole number",
                "\"protocol\":1,\"name\":\"a\",\"features\":1,\"uapi\":\"new\" | uapi: new (expected: a release",
                "\"protocol\":1,\"name\":\"a\",\"features\":1,\"ports\":[\"STREAM\"] | ports: STREAM (expected: some"
                        + " of",
                "\"protocol\":1,\"name\":\"a\",\"features\":1,\"ports\":[\"PERSONALITIES\"] | personalities: []"
                        + " (expected: names",
                "\"protocol\":1,\"name\":\"a\",\"features\":1,\"personalities\":[\"b\"] | personalities: [b]"
                        + " (expected: none",
                "\"protocol\":1,\"name\":\"a\",\"features\":1,\"ports\":\"GUEST\" | ports: \"GUEST\" (expected: a list",
                "\"protocol\":1,\"name\":\"a\",\"features\":1,\"traits\":[\"FAST\"] | traits: FAST (expected: some of"
            })
    void contradictoryHelloIsAnError(String hello, String what) {
        assertThatThrownBy(() -> run(program(hello, "true")))
                .isInstanceOf(TesteeException.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo \"{\\\"id\\\":$id,\\\"ok\\\":true}\"   | line 4: state: absent",
                "echo \"{\\\"id\\\":9,\\\"ok\\\":true}\"     | line 4: id: 9 (expected: 4)",
                "echo \"{\\\"id\\\":$id,\\\"ok\\\":true,\\\"state\\\":\\\"RUNNING\\\"}\" | line 4: state: \"RUNNING\""
                        + " (expected"
            })
    void malformedAnswerEndsTheRunWithItsLine(String answer, String what) {
        assertThatThrownBy(() -> run(program(HELLO, answer)))
                .isInstanceOf(TesteeException.class)
                .hasMessageContaining(what);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "sleep 100                                                          | no answer: none in time",
                "exit 3                                                             | no answer: the testee ended with"
                        + " exit code 3",
                "kill -SEGV $$                                                      | no answer: the testee ended with"
                        + " exit code 139",
                "echo \"{\\\"id\\\":$id,\\\"stuck\\\":\\\"too many steps\\\"}\"     | no answer: too many steps"
            })
    void callThatIsNotAnsweredIsAViolation(String answer, String observed) {
        try (ProcessTestee testee = ProcessTestee.start(program(HELLO, answer), SHORT)) {
            assertThat(verdict(KIT.checkOnly(testee, 1, RETURNS), RETURNS))
                    .isInstanceOfSatisfying(Verdict.Violated.class, violated -> {
                        assertThat(violated.violation().observed()).startsWith(observed);
                        assertThat(violated.violation().calls()).isEmpty();
                    });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo \"{\\\"id\\\":$id,\\\"failed\\\":\\\"Oops\\\"}\"              | no errno: Oops",
                "echo \"{\\\"id\\\":$id,\\\"ok\\\":true,\\\"state\\\":9}\"          | no errno: state 9, which is none",
                "echo \"{\\\"id\\\":$id,\\\"errno\\\":\\\"ESTALE\\\",\\\"number\\\":116}\" | no errno: ESTALE, number"
                        + " 116: none"
            })
    void callThatFailsInAnotherWayIsAViolation(String answer, String observed) {
        try (ProcessTestee testee = ProcessTestee.start(program(HELLO, answer), SHORT)) {
            assertThat(verdict(KIT.checkOnly(testee, 1, "VMIG-ERR-001"), "VMIG-ERR-001"))
                    .isInstanceOfSatisfying(
                            Verdict.Violated.class,
                            violated ->
                                    assertThat(violated.violation().observed()).startsWith(observed));
        }
    }

    /** More than a pipe holds: the call is given up even though it was not all said. */
    @Test
    void programThatDoesNotReadTimesOutToo() {
        ErrorLines errors = new ErrorLines(System.err);
        try (AnswerTimeout timeout = new AnswerTimeout(SHORT, System::nanoTime);
                Conversation conversation = new Conversation(Program.start("exec sleep 100", errors), timeout)) {
            Message call = conversation.call("write").with("data", new byte[1 << 20], 0, 1 << 20);
            assertThatThrownBy(() -> conversation.ask(call, answer -> true))
                    .isInstanceOf(NoAnswerException.class)
                    .hasMessage("none in time");
            assertThat(conversation.isAlive()).isFalse();
        }
    }

    private static Verdict verdict(ConformanceReport report, String rule) {
        return Objects.requireNonNull(report.verdicts().get(RULES.find(rule).orElseThrow()));
    }

    @Test
    void sameLineOnStderrIsPassedOnOnceWithACount() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        ErrorLines errors = new ErrorLines(new PrintStream(text, true, StandardCharsets.UTF_8));
        errors.accept("KeyError: 'state'");
        errors.accept("a warning");
        errors.accept("KeyError: 'state'");
        errors.accept("KeyError: 'state'");
        errors.summarise();
        assertThat(text.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "KeyError: 'state'", "a warning", "vmig: the testee wrote this 3 times: KeyError: 'state'");
    }
}
