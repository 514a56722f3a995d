package dev.vmig.properties.statements;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of {@code docs/conformance.md} and {@code docs/dirty-tracking.md}. */
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
            - The statements about dirty pages have a page of their own: [dirty-tracking.md](dirty-tracking.md).

            """;

    private static final String DIRTY_TRACKING_HEAD = """
            # Dirty pages: what Linux and VMMs do, and what holds each statement

            Which pages of guest memory a device has written is known by a log of the device (DMA logging) or by the dirty bits of the
            IOMMU (IOMMUFD). Each statement has its source (file, function, and the version of Linux or QEMU that has it) and what
            holds it here: tests, properties of the specification that TLC checks, or the reason why nothing does.
            [DirtyTracking](../spec/src/main/tla/DirtyTracking.tla) has the model, [findings.md](findings.md#h-14-logs-of-dma-fail-overflow-wrap-or-leak)
            what goes wrong with it in the field (H-14, U-10, U-11).

            Generated from the catalogue of statements, the tags of the tests and the specification; do not edit. The failing test names
            the command that writes it.

            """;

    private static final String DIRTY_TRACKING = "DT";

    private final Coverage coverage;
    private final List<StatementFamily> families;
    private final StringBuilder text;

    private ConformanceDocument(Coverage coverage, String head, List<StatementFamily> families) {
        this.coverage = coverage;
        this.families = families;
        this.text = new StringBuilder(head);
    }

    /** Renders {@code docs/conformance.md}: Virtio and the driver. */
    public static String of(Coverage coverage) {
        return render(coverage, HEAD, false);
    }

    /** Renders {@code docs/dirty-tracking.md}. */
    public static String ofDirtyTracking(Coverage coverage) {
        return render(coverage, DIRTY_TRACKING_HEAD, true);
    }

    private static String render(Coverage coverage, String head, boolean dirtyTracking) {
        ConformanceDocument document = new ConformanceDocument(
                coverage,
                head,
                coverage.catalogue().families().stream()
                        .filter(family -> family.family().equals(DIRTY_TRACKING) == dirtyTracking)
                        .toList());
        document.counts();
        document.families.forEach(document::table);
        return document.text.toString();
    }

    private void counts() {
        row("", "statements", "tested", "specification only", "out of scope", "open");
        row("---", "---", "---", "---", "---", "---");
        families.forEach(family -> countRow(family.title(), family.statements()));
        countRow(
                "**all**",
                families.stream()
                        .flatMap(family -> family.statements().stream())
                        .toList());
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
        if (family.family().equals(DIRTY_TRACKING)) {
            sourced(family);
            return;
        }
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

    /** A table of statements that have each a source of its own. */
    private void sourced(StatementFamily family) {
        row("id", "statement", "source", "held by");
        row("---", "---", "---", "---");
        family.statements()
                .forEach(statement ->
                        row(statement.id(), prose(statement.text()), prose(statement.section()), holders(statement)));
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
