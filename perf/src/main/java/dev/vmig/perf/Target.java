package dev.vmig.perf;

import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A bound on a measured number.
 *
 * @param work what is measured
 * @param ours the rival to which the bound applies
 * @param text the target in words
 * @param against the rivals to compare with: the fastest of them counts
 * @param kind how it is compared
 * @param bound the number
 */
record Target(Work work, String ours, String text, Against against, Bound kind, double bound) {
    /** The rivals of a target. */
    enum Against {
        C,
        SBE,
        PROTOBUF,
        STATELESS4J,
        TABLES,
        ACCEPTED
    }

    /** How it is compared. */
    enum Bound {
        /** At most {@code bound} times the time of the other. */
        AT_MOST,
        /** At least {@code bound} times as fast as the other. */
        TIMES_AS_FAST,
        /** Fewer than {@code bound} bytes allocated. */
        BYTES
    }

    private static final Set<String> TABLE_FORMS =
            Set.of("PACKED_ROWS", "PACKED_COLUMNS", "FLAT_BYTES", "ENUM_MAP", "SWITCH");

    /** All targets, in the order of the report. */
    static final List<Target> ALL = List.of(
            atMost("header-decode", "within 1.40 of the best C form", Against.C, 1.4),
            atMost("validate-small", "within 1.10 of the best C form", Against.C, 1.1),
            faster("validate-small", "1.3 times as fast as SBE", Against.SBE, 1.3),
            faster("validate-small", "10 times as fast as Protobuf", Against.PROTOBUF, 10),
            atMost("encode-small", "within 1.35 of the best C form", Against.C, 1.35),
            atMost("stream-read", "within 1.10 of the C form", Against.C, 1.1),
            atMost("stream-write", "within 1.10 of the C form", Against.C, 1.1),
            new Target(
                    Work.named("refusal"),
                    "REFUSED",
                    "no more than acceptance, within 10 % of noise",
                    Against.ACCEPTED,
                    Bound.AT_MOST,
                    1.1),
            new Target(
                    Work.named("next-state"),
                    "VMIG_NUMBERS",
                    "within 1.20 of the fastest table form",
                    Against.TABLES,
                    Bound.AT_MOST,
                    1.2),
            new Target(
                    Work.named("next-state"),
                    "VMIG_NUMBERS",
                    "20 times as fast as stateless4j",
                    Against.STATELESS4J,
                    Bound.TIMES_AS_FAST,
                    20));

    private static Target atMost(String work, String text, Against against, double bound) {
        return new Target(Work.named(work), Work.OURS, text, against, Bound.AT_MOST, bound);
    }

    private static Target faster(String work, String text, Against against, double bound) {
        return new Target(Work.named(work), Work.OURS, text, against, Bound.TIMES_AS_FAST, bound);
    }

    /** The targets that hold for each work alike: nothing is allocated. */
    static List<Target> allocation() {
        return Work.ALL.stream()
                .filter(work -> !work.name().equals("refusal"))
                .map(work -> new Target(work, Work.OURS, "less than 1 B", Against.C, Bound.BYTES, 1))
                .toList();
    }

    /** The number that the bound is for; empty if it was not measured. */
    OptionalDouble measured(Results results) {
        if (kind == Bound.BYTES) {
            return results.bytes(work, ours);
        }
        OptionalDouble ratio = results.ratio(work, ours, others(results));
        return kind == Bound.AT_MOST || ratio.isEmpty() ? ratio : OptionalDouble.of(1 / ratio.getAsDouble());
    }

    boolean isMet(double measured) {
        return switch (kind) {
            case AT_MOST -> measured <= bound;
            case TIMES_AS_FAST -> measured >= bound;
            case BYTES -> measured < bound;
        };
    }

    private Set<String> others(Results results) {
        return results.rivals(work).stream()
                .filter(rival -> switch (against) {
                    case C -> rival.startsWith(Measurement.C);
                    case TABLES -> TABLE_FORMS.contains(rival);
                    default -> rival.equals(against.name());
                })
                .collect(Collectors.toSet());
    }
}
