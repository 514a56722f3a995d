package dev.vmig.conformance.kit;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How the calls of two threads were answered, and what the device said after them. Bytes are in hexadecimal.
 *
 * @param first of one thread
 * @param second of the other one
 * @param after state, files and further requests
 * @param rest what was left to read
 * @param isWhole whether the rest was read to the end of the stream, or to its temporary end
 */
record RaceOutcome(Calls first, Calls second, String after, String rest, boolean isWhole) {
    /**
     * The calls of a thread, in their order.
     *
     * @param answers without the bytes
     * @param pieces the bytes that each read got; none for other calls
     */
    record Calls(List<String> answers, List<String> pieces) {
        Calls {
            answers = List.copyOf(answers);
            pieces = List.copyOf(pieces);
        }

        @Override
        public String toString() {
            Map<String, Long> counted = answers.stream()
                    .collect(Collectors.groupingBy(answer -> answer, LinkedHashMap::new, Collectors.counting()));
            return counted.entrySet().stream()
                    .map(each -> each.getKey() + (each.getValue() == 1 ? "" : " (" + each.getValue() + " times)"))
                    .collect(Collectors.joining(", "));
        }
    }

    /** The stream: what was read in one thread, and the rest. */
    private String stream() {
        return String.join("", first.pieces) + String.join("", second.pieces) + rest;
    }

    /** Whether calls in one thread give this outcome again, however often they are made. */
    boolean isRepeatedBy(RaceOutcome again) {
        return stream().equals(again.stream());
    }

    /**
     * Whether this outcome of calls at the same time is one of calls one after the other. Reads may deliver more or fewer
     * bytes, but each byte of the stream once, and in its order to each thread.
     *
     * @param inOrder the outcome of an order, in which the reads of one thread follow those of the other one
     * @param contents whether the bytes are compared
     */
    boolean isThat(RaceOutcome inOrder, boolean contents) {
        return first.answers.equals(inOrder.first.answers)
                && second.answers.equals(inOrder.second.answers)
                && after.equals(inOrder.after)
                && (!contents || delivers(inOrder.stream()));
    }

    /** Whether the pieces of both threads can be merged into the stream, which the rest then ends. */
    private boolean delivers(String stream) {
        Set<Integer> merged = Set.of(0);
        for (int taken = 0; taken < first.pieces.size() + second.pieces.size(); taken++) {
            Set<Integer> longer = new HashSet<>();
            for (int ofFirst : merged) {
                int ofSecond = taken - ofFirst;
                int at = length(first.pieces, ofFirst) + length(second.pieces, ofSecond);
                if (continues(stream, at, first.pieces, ofFirst)) {
                    longer.add(ofFirst + 1);
                }
                if (continues(stream, at, second.pieces, ofSecond)) {
                    longer.add(ofFirst);
                }
            }
            merged = longer;
        }
        int at = length(first.pieces, first.pieces.size()) + length(second.pieces, second.pieces.size());
        return !merged.isEmpty() && (isWhole ? stream.substring(at).equals(rest) : stream.startsWith(rest, at));
    }

    private static boolean continues(String stream, int at, List<String> pieces, int next) {
        return next < pieces.size() && stream.startsWith(pieces.get(next), at);
    }

    private static int length(List<String> pieces, int count) {
        return pieces.subList(0, count).stream().mapToInt(String::length).sum();
    }

    @Override
    public String toString() {
        return first + "; " + second + "; then " + after;
    }
}
