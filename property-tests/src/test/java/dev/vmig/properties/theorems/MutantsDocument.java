package dev.vmig.properties.theorems;

import dev.vmig.spec.EquivalentMutants;
import dev.vmig.spec.EquivalentMutants.Argument;

/** The generated part of {@code docs/mutants.md}: automatic mutants of the specification that no property finds. */
final class MutantsDocument {
    /** What follows is written by hand. */
    static final String CODE = "\n## Of the code\n";

    private static final String HEAD = """
            # Mutants that survive, and why

            A mutant is a small change that a property of the specification, or a test of the code, should find. Each of these is
            found by none, with the reason why it need not be.

            ## Of the specification

            `mvn -Pmutation -pl spec -am verify` makes the declared mutants, and a sample of the automatic ones; with
            `-Dmutation.sample=0` all of them, with `-Dmutation.seed=2` another sample. It prints which are killed by a property, which
            only the number of states shows, which survive, and which are equivalent by an argument of this list. A mutant of the last
            kind is no kill. A survivor that is not listed is printed as not argued. `vmig mutate` does the same on the command line.

            Generated from `spec/src/main/tla/equivalent.json`; do not edit. This writes it: `mvn -q -pl property-tests -am test
            -Dtest=MutantsDocumentTest -Dsurefire.failIfNoSpecifiedTests=false -DfailIfNoTests=false -Dvmig.docs=write`.

            | module | definition | text | changed to | reason |
            | --- | --- | --- | --- | --- |
            """;

    private MutantsDocument() {}

    /** Renders it, with {@code code} behind it. */
    static String of(EquivalentMutants mutants, String code) {
        StringBuilder text = new StringBuilder(HEAD);
        mutants.arguments().forEach(argument -> row(text, argument));
        return text + CODE + code;
    }

    private static void row(StringBuilder text, Argument argument) {
        text.append("| ")
                .append(String.join(
                        " | ",
                        argument.module(),
                        argument.definition(),
                        quoted(argument.original()),
                        String.join(
                                ", ",
                                argument.replacements().stream()
                                        .map(MutantsDocument::quoted)
                                        .toList()),
                        argument.reason()))
                .append(" |\n");
    }

    private static String quoted(String formula) {
        return "`" + formula.replace("|", "\\|") + "`";
    }
}
