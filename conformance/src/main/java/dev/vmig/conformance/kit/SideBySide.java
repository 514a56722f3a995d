package dev.vmig.conformance.kit;

import dev.vmig.conformance.kit.Call.Kind;
import dev.vmig.conformance.kit.KnownDifference.Answered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongConsumer;

/** Makes the same random calls on the devices of two drivers, and compares the answers. */
public final class SideBySide {
    /** Calls of a walk, which begins on devices that have just been opened. */
    private static final int WALK = 40;
    /** More bytes than any stream has. */
    private static final int ALL = 1 << 20;

    private static final int GARBAGE = 32;

    private final Testee first;
    private final Testee second;
    private final long seed;

    /** Compares two drivers, for a seed of all that is drawn. */
    public SideBySide(Testee first, Testee second, long seed) {
        this.first = first;
        this.second = second;
        this.seed = seed;
    }

    /**
     * The first difference that nothing explains.
     *
     * @param calls the fewest that show it; the answers to the last one differ
     * @param resembles what is known of other drivers or versions
     */
    public record Difference(List<Call> calls, String first, String second, Optional<KnownDifference> resembles) {
        /** Takes a copy. */
        public Difference {
            calls = List.copyOf(calls);
        }
    }

    /**
     * What came of it.
     *
     * @param calls that were compared
     * @param known how often answers differed as expected
     */
    public record Result(long walks, long calls, Map<KnownDifference, Long> known, Optional<Difference> difference) {}

    /** A walk up to where the devices are no longer in the same state. */
    private record Walked(int calls, List<KnownDifference> known, Optional<Difference> difference) {}

    /**
     * Compares until so many calls were made, or something differs that is not known.
     *
     * @param progress is told how many calls were compared
     */
    public Result compare(long steps, LongConsumer progress) {
        Map<KnownDifference, Long> known = new LinkedHashMap<>();
        long calls = 0;
        long walks = 0;
        while (calls < steps) {
            List<Call> drawn = draw(walks, (int) Math.min(WALK, steps - calls));
            Walked walked = walk(drawn);
            walks++;
            calls += walked.calls;
            walked.known.forEach(one -> known.merge(one, 1L, Long::sum));
            if (walked.difference.isPresent()) {
                return new Result(walks, calls, known, Optional.of(shrunk(walked.difference.get())));
            }
            progress.accept(calls);
        }
        return new Result(walks, calls, known, Optional.empty());
    }

    private Difference shrunk(Difference found) {
        Difference[] shortest = {found};
        Shrinker.shrink(found.calls, some -> {
            Optional<Difference> again = walk(some).difference.filter(other -> other.calls.size() == some.size());
            again.ifPresent(other -> shortest[0] = other);
            return again.isPresent();
        });
        return shortest[0];
    }

    /**
     * A walk ends where the devices are no longer in the same state: after a known difference of a request, and where
     * one driver does not get a call as it has no more bytes for it. Calls on an ended session may be withheld from one.
     */
    private Walked walk(List<Call> calls) {
        Playback one = new Playback(first.open(seed));
        Playback other = new Playback(second.open(seed));
        List<KnownDifference> known = new ArrayList<>();
        for (int at = 0; at < calls.size(); at++) {
            Call call = calls.get(at);
            Situation before = one.before(call);
            Situation otherBefore = other.before(call);
            Optional<String> here = one.play(call);
            Optional<String> there = other.play(call);
            if (here.isEmpty() != there.isEmpty() && !before.ended()) {
                return new Walked(at + 1, known, Optional.empty());
            }
            if (here.isEmpty() || there.isEmpty() || here.equals(there)) {
                continue;
            }
            Answered answer = new Answered(first.shape(), before, here.get());
            Answered otherAnswer = new Answered(second.shape(), otherBefore, there.get());
            Optional<KnownDifference> explained = KnownDifference.of(call, answer, otherAnswer);
            if (explained.isEmpty()) {
                Difference difference = new Difference(
                        calls.subList(0, at + 1),
                        here.get(),
                        there.get(),
                        KnownDifference.resembling(call, answer, otherAnswer));
                return new Walked(at + 1, known, Optional.of(difference));
            }
            known.add(explained.get());
            if (call.kind() == Kind.SET_STATE) {
                return new Walked(at + 1, known, Optional.empty());
            }
        }
        return new Walked(calls.size(), known, Optional.empty());
    }

    private List<Call> draw(long number, int length) {
        Random random = new Random(seed * ALL + number);
        List<Call> calls = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            calls.add(draw(random));
        }
        return calls;
    }

    private static Call draw(Random random) {
        Side side = random.nextInt(3) > 0 ? Side.SOURCE : Side.TARGET;
        int age = random.nextInt(5) == 0 ? 1 : 0;
        return switch (random.nextInt(20)) {
            case 9, 10, 11 -> Call.of(Kind.DRAIN, side, ALL);
            case 0, 1, 2, 3, 4, 5, 6, 7 -> Call.request(side, 1 + random.nextInt(7));
            case 8 -> Call.request(side, random.nextBoolean() ? 0 : 8 + random.nextInt(3));
            case 12 -> new Call(Kind.READ, side, 1, age);
            case 13 -> new Call(Kind.WRITE, side, 1, age);
            case 14, 15 -> Call.of(Kind.FILL, side, ALL);
            case 16 -> new Call(Kind.PRECOPY_INFO, side, 0, age);
            case 17 -> random.nextBoolean() ? Call.of(Kind.DATA_SIZE, side) : Call.of(Kind.GET_STATE, side);
            case 18 ->
                random.nextInt(4) == 0 ? Call.of(Kind.WRITE_GARBAGE, side, GARBAGE) : Call.of(Kind.DRAIN, side, ALL);
            default -> Call.of(Kind.RESET, side);
        };
    }
}
