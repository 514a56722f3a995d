package dev.vmig.cli;

import dev.vmig.cli.ConformCase.Outcome;
import dev.vmig.conformance.kit.ConformanceReport;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.lang3.RegExUtils;

/**
 * A conformance report in the format of the kernel's tests, KTAP version 1 (Documentation/dev-tools/ktap.rst of Linux): each
 * family of rules is a test, each rule a subtest. An expected failure is {@code not ok} with XFAIL, what was not decided is
 * SKIP.
 */
final class ConformKtap {
    private static final String VERSION = "KTAP version 1";

    private ConformKtap() {}

    static void write(ConformanceReport report, PrintWriter out) {
        Map<String, List<ConformCase>> families = new LinkedHashMap<>();
        for (ConformCase one : ConformCase.of(report)) {
            families.computeIfAbsent(one.rule().family(), family -> new ArrayList<>())
                    .add(one);
        }
        line(out, "", VERSION);
        line(out, "", "1.." + families.size());
        int number = 0;
        for (Map.Entry<String, List<ConformCase>> family : families.entrySet()) {
            line(out, "  ", VERSION);
            line(out, "  ", "1.." + family.getValue().size());
            int inner = 0;
            for (ConformCase one : family.getValue()) {
                one.details().forEach(detail -> line(out, "  ", "# " + detail));
                line(out, "  ", result(one, ++inner));
            }
            line(out, "", result(family.getKey(), family.getValue(), ++number));
        }
        out.flush();
    }

    private static String result(ConformCase one, int number) {
        String name = number + " " + one.rule().id();
        return switch (one.outcome()) {
            case PASSED -> "ok " + name;
            case FAILED -> "not ok " + name + " # " + data(one);
            case EXPECTED -> "not ok " + name + " # XFAIL " + data(one);
            case SKIPPED -> "ok " + name + " # SKIP " + data(one);
        };
    }

    /** What a failure says must not be taken for a directive. */
    private static String data(ConformCase one) {
        return one.outcome() == Outcome.FAILED ? "observed: " + withoutHash(one.message()) : withoutHash(one.message());
    }

    private static String result(String family, List<ConformCase> cases, int number) {
        String name = number + " VMIG-" + family;
        if (cases.stream().anyMatch(one -> one.outcome() == Outcome.FAILED)) {
            return "not ok " + name;
        }
        boolean skipped = cases.stream().allMatch(one -> one.outcome() == Outcome.SKIPPED);
        return "ok " + name + (skipped ? " # SKIP none of its rules was decided" : "");
    }

    /** A hash sign begins a directive wherever it stands. */
    private static String withoutHash(String text) {
        return text.replace("#", "");
    }

    private static void line(PrintWriter out, String indent, String text) {
        out.print(indent + RegExUtils.replaceAll(text, "\\p{Cntrl}", "?") + "\n");
    }
}
