package dev.vmig.cli;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The exit codes of every command, and their order if several apply. Other programs rely on them. */
final class ExitCode {
    /** Everything holds. */
    static final int HOLDS = 0;

    /** Something does not hold. */
    static final int DOES_NOT_HOLD = 1;

    /** Bad usage, unreadable input, or nothing to check. */
    static final int BAD_INPUT = 2;

    /** The environment lacks something, the output cannot be written, or the answer is inconclusive. */
    static final int INCONCLUSIVE = 3;

    /** An error of vmig itself ({@code EX_SOFTWARE} of sysexits.h). */
    static final int INTERNAL_ERROR = 70;

    private static final List<Integer> STRONGEST_FIRST =
            List.of(INTERNAL_ERROR, BAD_INPUT, DOES_NOT_HOLD, INCONCLUSIVE, HOLDS);

    private ExitCode() {}

    /**
     * The code of a run to which several codes apply. Unreadable input outweighs a violation, since less was checked
     * than requested; a violation outweighs incomplete input, since more input does not undo it.
     */
    static int strongest(int... codes) {
        return IntStream.of(codes)
                .boxed()
                .min(Comparator.comparing(STRONGEST_FIRST::indexOf))
                .orElse(HOLDS);
    }

    /** The table, as the help of every command shows it. */
    static Map<String, String> table() {
        Map<String, String> table = new LinkedHashMap<>();
        table.put(" " + HOLDS, "it holds");
        table.put(
                " " + DOES_NOT_HOLD,
                "it does not: violation, mismatch, rejected trace, refused request, damaged input");
        table.put(" " + BAD_INPUT, "bad usage, unreadable input, or nothing to check");
        table.put(
                " " + INCONCLUSIVE,
                "the environment lacks something, the output cannot be written, or the answer is inconclusive");
        table.put("" + INTERNAL_ERROR, "internal error");
        table.put("", "If several apply: 70 before 2, 2 before 1, 1 before 3, 3 before 0.");
        return table;
    }
}
