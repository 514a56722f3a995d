package dev.vmig.cli;

import dev.vmig.cli.CheckReport.CheckedModel;
import dev.vmig.trace.tables.RecordingReport.Finding;
import dev.vmig.trace.tables.RecordingReport.Verdict;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** The report of {@code vmig check} as CI servers read it: one test case for each check. */
final class CheckJUnit {
    private record Case(String name, Duration elapsed, List<String> failures) {}

    private CheckJUnit() {}

    static void write(CheckReport report, Path file) throws IOException {
        StringWriter text = new StringWriter();
        try {
            write(cases(report), XMLOutputFactory.newInstance().createXMLStreamWriter(text));
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        Files.writeString(file, text.toString());
    }

    private static List<Case> cases(CheckReport report) {
        List<Case> cases = new ArrayList<>();
        report.models()
                .forEach(model -> cases.add(new Case(
                        model.outcome().model().name(), model.outcome().result().elapsed(), failures(model))));
        report.table()
                .ifPresent(table -> cases.add(new Case(
                        "table",
                        table.elapsed(),
                        Stream.concat(table.cells().differences().stream(), table.arcs().differences().stream())
                                .toList())));
        report.migration()
                .ifPresent(migration -> cases.add(new Case(
                        "migration",
                        migration.elapsed(),
                        Stream.concat(
                                        migration.result().failure().stream(),
                                        migration.trace().devices().stream()
                                                .flatMap(device -> device.rejected().stream())
                                                .map(place -> place.rejection().toString()))
                                .toList())));
        report.recordings()
                .forEach(recording -> cases.add(new Case(
                        recording.name(),
                        recording.elapsed(),
                        recording.report().findings().stream()
                                .filter(finding -> finding.verdict() == Verdict.REJECTED)
                                .map(CheckJUnit::describe)
                                .toList())));
        return cases;
    }

    private static List<String> failures(CheckedModel model) {
        if (model.outcome().isAsItMust()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(model.outcome().objections());
        lines.addAll(CounterexampleText.of(model.outcome().result().counterexample()));
        lines.addAll(model.falseParts());
        return lines;
    }

    private static String describe(Finding finding) {
        return finding.row() + ": " + finding.explanation();
    }

    private static void write(List<Case> cases, XMLStreamWriter xml) throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", "vmig check");
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute(
                "failures",
                String.valueOf(
                        cases.stream().filter(one -> !one.failures().isEmpty()).count()));
        for (Case one : cases) {
            xml.writeStartElement("testcase");
            xml.writeAttribute("classname", "vmig.check");
            xml.writeAttribute("name", one.name());
            xml.writeAttribute(
                    "time", String.format(Locale.ROOT, "%.3f", one.elapsed().toMillis() / 1000.0));
            if (!one.failures().isEmpty()) {
                xml.writeStartElement("failure");
                xml.writeAttribute("message", one.failures().get(0));
                xml.writeCharacters(String.join("\n", one.failures()));
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
    }
}
