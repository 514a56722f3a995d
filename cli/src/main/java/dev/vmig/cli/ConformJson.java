package dev.vmig.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vmig.conformance.kit.ConformanceReport;
import dev.vmig.conformance.kit.Verdict;
import dev.vmig.conformance.kit.Violation;
import java.util.Locale;

/** A conformance report for other programs. */
final class ConformJson {
    private ConformJson() {}

    static ObjectNode document(ConformanceReport report) {
        ObjectNode document = Output.document()
                .put("driver", report.shape().name())
                .put("features", report.shape().features().flags())
                .put("uapi", report.shape().uapi().toString())
                .put("seed", report.seed())
                .put("conforms", report.conforms())
                .put("runs", report.runs())
                .put("calls", report.calls());
        ArrayNode rules = document.putArray("rules");
        report.verdicts().forEach((rule, verdict) -> {
            ObjectNode node = rules.addObject()
                    .put("id", rule.id())
                    .put("level", rule.level().name())
                    .put("verdict", ConformText.name(verdict).toLowerCase(Locale.ROOT));
            add(node, verdict);
        });
        return document;
    }

    private static void add(ObjectNode node, Verdict verdict) {
        if (verdict instanceof Verdict.Held held) {
            node.put("checks", held.checks());
        } else if (verdict instanceof Verdict.Violated violated) {
            add(node, violated.violation());
        } else if (verdict instanceof Verdict.ExpectedFailure expected) {
            add(node.put("reason", expected.reason()), expected.violation());
        } else if (verdict instanceof Verdict.NotApplicable not) {
            node.put("reason", not.why());
        } else if (verdict instanceof Verdict.NotObservable not) {
            node.put("reason", not.missing());
        }
    }

    private static void add(ObjectNode node, Violation violation) {
        node.put("observed", violation.observed())
                .put("allowed", violation.allowed())
                .put("length", violation.length())
                .put("reproduce", violation.reproduce());
        ArrayNode calls = node.putArray("calls");
        violation.calls().forEach(call -> calls.add(call.toString()));
    }
}
