package dev.vmig.cli;

import dev.vmig.cli.ConformCase.Outcome;
import dev.vmig.conformance.kit.ConformanceReport;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A conformance report in the format of JUnit: one test case for each rule. The format knows no expected failure. */
final class ConformJUnit {
    private static final int REPLACEMENT = 0xfffd;

    private ConformJUnit() {}

    static void write(ConformanceReport report, Writer out) throws IOException {
        try {
            write(report, XMLOutputFactory.newInstance().createXMLStreamWriter(out));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
    }

    private static void write(ConformanceReport report, XMLStreamWriter xml) throws XMLStreamException {
        List<ConformCase> cases = ConformCase.of(report);
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        attribute(xml, "name", "vmig conform");
        attribute(xml, "tests", cases.size());
        attribute(xml, "failures", count(cases, Outcome.FAILED));
        attribute(xml, "errors", 0);
        attribute(xml, "skipped", count(cases, Outcome.SKIPPED) + count(cases, Outcome.EXPECTED));
        properties(report, xml);
        for (ConformCase one : cases) {
            xml.writeStartElement("testcase");
            attribute(xml, "classname", "vmig.conform." + one.rule().family());
            attribute(xml, "name", one.rule().id());
            outcome(one, xml);
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }

    private static void properties(ConformanceReport report, XMLStreamWriter xml) throws XMLStreamException {
        Map<String, Object> properties = new TreeMap<>(Map.of(
                "driver", report.shape().name(),
                "features", report.shape().features().flags(),
                "uapi", report.shape().uapi(),
                "seed", report.seed(),
                "seeds", report.seeds()));
        xml.writeStartElement("properties");
        for (Map.Entry<String, Object> property : properties.entrySet()) {
            xml.writeEmptyElement("property");
            attribute(xml, "name", property.getKey());
            attribute(xml, "value", property.getValue());
        }
        xml.writeEndElement();
    }

    private static void outcome(ConformCase one, XMLStreamWriter xml) throws XMLStreamException {
        if (one.outcome() == Outcome.PASSED) {
            return;
        }
        boolean expected = one.outcome() == Outcome.EXPECTED;
        xml.writeStartElement(one.outcome() == Outcome.FAILED ? "failure" : "skipped");
        attribute(xml, "message", (expected ? "expected failure: " : "") + one.message());
        xml.writeCharacters(clean(String.join("\n", one.details())));
        xml.writeEndElement();
    }

    private static void attribute(XMLStreamWriter xml, String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, clean(value.toString()));
    }

    /** XML has no way to write most control characters, nor half of a surrogate pair. */
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

    private static long count(List<ConformCase> cases, Outcome outcome) {
        return cases.stream().filter(one -> one.outcome() == outcome).count();
    }
}
