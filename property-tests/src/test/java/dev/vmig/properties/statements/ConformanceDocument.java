package dev.vmig.properties.statements;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text of {@code docs/conformance.md}. */
public final class ConformanceDocument {
    private static final String HEAD = """
            # Conformance: what holds each statement

            Generated from the catalogue of statements, the tags of the tests and the specification; do not edit.
            `mvn -q verify` compares it; the failing test names the command that writes it.

            - The statements of Virtio 1.4 (cs01) are paraphrased. *level* is that of the source: `text` stands in prose,
              `none` is a requirement without a keyword.
            - The statements about the Linux driver are numbered L-1 to L-125. (K): Linux departs from the contract; the
              rule given is that of the contract, and the id of the quirk stands beside it, see [findings.md](findings.md).
              (D): deduced from its source.
            - *held by*: tests as `Class#method` behind their module, and properties of the specification that TLC checks,
              as `Module!Name`; or the reason why the statement is out of scope.

            """;

    private final Coverage coverage;
    private final StringBuilder text = new StringBuilder(HEAD);

    private ConformanceDocument(Coverage coverage) {
        this.coverage = coverage;
    }

    /** Renders it. */
    public static String of(Coverage coverage) {
        ConformanceDocument document = new ConformanceDocument(coverage);
        document.counts();
        coverage.catalogue().families().forEach(document::table);
        return document.text.toString();
    }

    private void counts() {
        row("", "statements", "tested", "specification only", "out of scope", "open");
        row("---", "---", "---", "---", "---", "---");
        for (StatementFamily family : coverage.catalogue().families()) {
            countRow(family.title(), family.statements());
        }
        countRow("**all**", coverage.catalogue().statements());
    }

    private void countRow(String title, List<Statement> statements) {
        Map<Standing, Long> counts = statements.stream()
                .collect(Collectors.groupingBy(
                        coverage::of, () -> new EnumMap<>(Standing.class), Collectors.counting()));
        List<String> cells = new ArrayList<>(List.of(title, String.valueOf(statements.size())));
        for (Standing standing : Standing.values()) {
            cells.add(String.valueOf(counts.getOrDefault(standing, 0L)));
        }
        row(cells.toArray(String[]::new));
    }

    private void table(StatementFamily family) {
        text.append("\n## ").append(family.title()).append("\n\n");
        text.append("Source: ").append(family.source()).append(".\n\n");
        boolean virtio = family.statements().stream()
                .anyMatch(statement -> !statement.level().isEmpty());
        row("id", virtio ? "level" : "mark", virtio ? "section" : "quirk", "statement", "held by");
        row("---", "---", "---", "---", "---");
        for (Statement statement : family.statements()) {
            row(
                    statement.id(),
                    virtio ? statement.level() : marks(statement),
                    virtio ? statement.section() : statement.quirk(),
                    prose(statement.text()),
                    holders(statement));
        }
    }

    private static String marks(Statement statement) {
        return Stream.of(statement.marks().split(" "))
                .filter(mark -> !mark.isEmpty())
                .map(mark -> "(" + mark + ")")
                .collect(Collectors.joining(" "));
    }

    private String holders(Statement statement) {
        return switch (coverage.of(statement)) {
            case TESTED, SPECIFIED ->
                coverage.holdersOf(statement).stream()
                        .map(ConformanceDocument::holderName)
                        .collect(Collectors.joining("<br>"));
            case OUT_OF_SCOPE -> "out of scope: " + prose(statement.scope());
            case OPEN -> "**open**";
        };
    }

    /** The name in code, behind its module if it is a test. */
    private static String holderName(String holder) {
        return holder.contains(": ") ? holder.replaceFirst(": (.*)", " `$1`") : "`" + holder + "`";
    }

    /** What Markdown would take for markup. */
    private static String prose(String plain) {
        return plain.replace("|", "\\|")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("*", "\\*");
    }

    private void row(String... cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
