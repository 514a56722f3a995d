package dev.vmig.cli;

import dev.vmig.conformance.rules.Rule;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.apache.commons.lang3.RegExUtils;
import org.jspecify.annotations.Nullable;

/**
 * A report for CI servers and the kernel's tools: test cases in groups.
 *
 * @param properties of the tested subject, for readers of the report
 */
record TestSuite(String name, Map<String, Object> properties, List<Case> cases) {
    private static final int REPLACEMENT = 0xfffd;
    private static final String KTAP_VERSION = "KTAP version 1";

    /** The outcome of a test case. */
    enum Outcome {
        PASSED,
        FAILED,
        /** The case failed as expected. */
        EXPECTED,
        /** The case was not decided, which is no pass. */
        SKIPPED
    }

    /**
     * A test case.
     *
     * @param message why it did not pass, or the number of checks; may be empty if it passed
     * @param details lines for the reader
     */
    record Case(
            String group,
            String name,
            @Nullable Duration elapsed,
            Outcome outcome,
            String message,
            List<String> details) {
        /** A rule, in the group of its family. */
        static Case of(Rule rule, Outcome outcome, String message, List<String> details) {
            return new Case(rule.family(), rule.id(), null, outcome, message, details);
        }
    }

    /** The suite in the format of JUnit, which has no expected failures: such a case is skipped. */
    String junit() {
        StringWriter text = new StringWriter();
        try {
            writeJUnit(XMLOutputFactory.newInstance().createXMLStreamWriter(text));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return text.toString();
    }

    private void writeJUnit(XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", name);
        attribute(xml, "tests", cases.size());
        attribute(xml, "failures", count(Outcome.FAILED));
        attribute(xml, "errors", 0);
        attribute(xml, "skipped", count(Outcome.SKIPPED) + count(Outcome.EXPECTED));
        xml.writeStartElement("properties");
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            xml.writeEmptyElement("property");
            attribute(xml, "name", property.getKey());
            attribute(xml, "value", property.getValue());
        }
        xml.writeEndElement();
        for (Case one : cases) {
            xml.writeStartElement("testcase");
            String group = one.group().isEmpty() ? "" : "." + one.group();
            attribute(xml, "classname", name.replace(' ', '.') + group);
            attribute(xml, "name", one.name());
            if (one.elapsed() != null) {
                attribute(
                        xml,
                        "time",
                        String.format(Locale.ROOT, "%.3f", one.elapsed().toMillis() / 1000.0));
            }
            if (one.outcome() == Outcome.PASSED && !one.message().isEmpty()) {
                xml.writeStartElement("system-out");
                xml.writeCharacters(clean(one.message()));
                xml.writeEndElement();
            } else if (one.outcome() != Outcome.PASSED) {
                xml.writeStartElement(one.outcome() == Outcome.FAILED ? "failure" : "skipped");
                String expected = one.outcome() == Outcome.EXPECTED ? "expected failure: " : "";
                attribute(xml, "message", expected + one.message());
                xml.writeCharacters(clean(String.join("\n", one.details())));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private static void attribute(XMLStreamWriter xml, String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value.toString()));
    }

    /** Removes control characters and lone surrogates, which XML cannot represent. */
    private static String clean(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints().map(c -> isXml(c) ? c : REPLACEMENT).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= ' ' && c <= 0xd7ff)
                || (c >= 0xe000 && c != 0xfffe && c != 0xffff);
    }

    private long count(Outcome outcome) {
        return cases.stream().filter(one -> one.outcome() == outcome).count();
    }

    /**
     * The suite as KTAP version 1 (Documentation/dev-tools/ktap.rst of Linux): each group is a test, each case a
     * subtest. An expected failure is {@code not ok} with XFAIL, an undecided case is SKIP.
     */
    String ktap() {
        Map<String, List<Case>> groups =
                cases.stream().collect(Collectors.groupingBy(Case::group, LinkedHashMap::new, Collectors.toList()));
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        line(out, "", KTAP_VERSION);
        line(out, "", "1.." + groups.size());
        int number = 0;
        for (Map.Entry<String, List<Case>> group : groups.entrySet()) {
            line(out, "  ", KTAP_VERSION);
            line(out, "  ", "1.." + group.getValue().size());
            int inner = 0;
            for (Case one : group.getValue()) {
                one.details().forEach(detail -> line(out, "  ", "# " + detail));
                line(out, "  ", result(one, ++inner));
            }
            line(out, "", result(group.getKey(), group.getValue(), ++number));
        }
        return text.toString();
    }

    private static String result(Case one, int number) {
        String name = number + " " + one.name();
        // A hash sign begins a directive anywhere in the line.
        String message = one.message().replace("#", "");
        return switch (one.outcome()) {
            case PASSED -> "ok " + name;
            case FAILED -> "not ok " + name + " # observed: " + message;
            case EXPECTED -> "not ok " + name + " # XFAIL " + message;
            case SKIPPED -> "ok " + name + " # SKIP " + message;
        };
    }

    private static String result(String group, List<Case> cases, int number) {
        Set<Outcome> outcomes = cases.stream().map(Case::outcome).collect(Collectors.toSet());
        String name = number + " VMIG-" + group;
        String skipped = outcomes.equals(Set.of(Outcome.SKIPPED)) ? " # SKIP none of its rules was decided" : "";
        return (outcomes.contains(Outcome.FAILED) ? "not ok " : "ok ") + name + skipped;
    }

    private static void line(PrintWriter out, String indent, String text) {
        out.print(indent + RegExUtils.replaceAll(text, "\\p{Cntrl}", "?") + "\n");
    }
}
