package dev.vmig.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import dev.vmig.conformance.rules.Rule;
import dev.vmig.conformance.rules.RuleCatalogue;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.samples.faulty.Drivers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/** Reports of {@code vmig conform} for other programs. */
class ConformReportsTest {
    @TempDir
    Path folder;

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static Document xml(Path file) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(file.toFile());
    }

    @Test
    void oneRunWritesAllFormatsAndTextToo() throws IOException, SAXException, ParserConfigurationException {
        Invocation vmig = Invocation.of(
                "conform",
                "--features",
                "3",
                "--report",
                "junit=" + file("rules.xml"),
                "--report",
                "ktap=" + file("rules.tap"),
                "--report",
                "json=" + file("rules.json"));
        assertThat(vmig.code()).isEqualTo(ExitCode.HOLDS);
        assertThat(vmig.lines().get(0)).contains(" held, 0 violated", "not judged: ");
        Element suite = xml(folder.resolve("rules.xml")).getDocumentElement();
        int rules = RuleCatalogue.bundled().rules().size();
        assertThat(suite.getAttribute("tests")).isEqualTo(String.valueOf(rules));
        assertThat(suite.getElementsByTagName("testcase").getLength()).isEqualTo(rules);
        assertThat(suite.getAttribute("failures")).isEqualTo("0");
        assertThat(suite.getElementsByTagName("skipped").getLength())
                .isPositive()
                .isEqualTo(Integer.parseInt(suite.getAttribute("skipped")));
        NodeList counts = suite.getElementsByTagName("system-out");
        assertThat(counts.getLength()).isEqualTo(rules - Integer.parseInt(suite.getAttribute("skipped")));
        assertThat(counts.item(0).getTextContent()).matches("held \\d+ times");
        assertThat(Files.readAllLines(folder.resolve("rules.tap")))
                .startsWith("KTAP version 1", "1..8", "  KTAP version 1")
                .contains("  ok 1 VMIG-FSM-001", "ok 1 VMIG-FSM")
                .anyMatch(line -> line.startsWith("  ok 5 VMIG-FSM-005 # SKIP not applicable, features: 3"));
        assertThat(new JsonMapper()
                        .readTree(folder.resolve("rules.json").toFile())
                        .at("/rules"))
                .hasSize(rules);
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(3);
        }
    }

    @Test
    void violationIsAFailureWithAllThatThereIsToSay() throws IOException, SAXException, ParserConfigurationException {
        Invocation vmig = Invocation.of(
                "conform",
                "--driver",
                "K-11",
                "--only",
                "VMIG-STR-002",
                "--report",
                "junit=" + file("rules.xml"),
                "--report",
                "ktap=" + file("rules.tap"));
        assertThat(vmig.code()).isEqualTo(ExitCode.DOES_NOT_HOLD);
        Element failure = (Element)
                xml(folder.resolve("rules.xml")).getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("success, 0");
        assertThat(failure.getTextContent()).contains("VMIG-STR-002: ", "allowed    ENOMSG", "reproduce  vmig conform");
        assertThat(Files.readAllLines(folder.resolve("rules.tap")))
                .contains("  # VMIG-STR-002: A read that finds nothing in PRE_COPY answers ENOMSG, not 0.")
                .contains("  not ok 1 VMIG-STR-002 # observed: success, 0", "not ok 1 VMIG-STR");
    }

    /** A testee can say what it likes. */
    @Test
    void textOfADriverCannotBreakAReport() throws IOException, SAXException, ParserConfigurationException {
        Rule rule = RuleCatalogue.bundled().rules().get(0);
        String nasty = "a\u0000b\u001b[31m <&]]> \n# SKIP ok 1 \ud800";
        Violation violation = new Violation(rule.id(), nasty, "x", "s", List.<Call>of(), 0, 0, nasty);
        Map<Rule, Verdict> verdicts = new LinkedHashMap<>(Map.of(rule, new Verdict.Violated(violation)));
        ConformanceReport report = new ConformanceReport(
                Drivers.named("contract", FeatureSet.of(7)).orElseThrow().shape(), 1, 1, verdicts, List.of(), 0, 0);
        TestSuite tests = new ConformResult(report).suite();
        Files.writeString(folder.resolve("nasty.xml"), tests.junit());
        Element suite = xml(folder.resolve("nasty.xml")).getDocumentElement();
        assertThat(suite.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(tests.ktap().lines().filter(line -> line.contains("SKIP")))
                .allMatch(line -> line.startsWith("  # ") || line.startsWith("  not ok 1 "))
                .noneMatch(line -> line.contains("# SKIP") && line.startsWith("  not ok"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "junit",
                "junit=",
                "=x",
                "html=",
                "JUNIT=x",
                "json=/no/such/folder/x",
                "json=/dev/stdout",
                "ktap=/",
                "ktap=a\0b"
            })
    void reportThatCannotBeWrittenIsRefusedBeforeTheRun(String text) {
        Invocation vmig = Invocation.of("conform", "--driver", "K-11", "--only", "VMIG-STR-002", "--report", text);
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.err()).startsWith("vmig: --report: ");
        assertThat(vmig.out()).isEmpty();
    }

    @Test
    void twoReportsNeedTwoFiles() {
        Invocation vmig = Invocation.of("conform", "--report", "json=" + file("a"), "--report", "junit=" + file("a"));
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(vmig.err()).contains("a twice (expected: a file for each)");
    }

    @Test
    void reportOfBeforeStaysIfTheRunFails() throws IOException {
        Files.writeString(folder.resolve("rules.json"), "before");
        Invocation vmig = Invocation.of("conform", "--testee", "echo no", "--report", "json=" + file("rules.json"));
        assertThat(vmig.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(folder.resolve("rules.json")).hasContent("before");
    }
}
