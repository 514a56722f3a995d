package dev.vmig.conformance.kit.scenario;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Call.Kind;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Random calls; equal seeds give equal calls.
 *
 * @param count number of walks
 * @param length number of calls of each walk
 */
record RandomWalks(int count, int length) implements Scenario.Source {
    @Override
    public List<Script> scripts(FeatureSet features, long seed) {
        Random random = new Random(seed);
        List<Script> scripts = new ArrayList<>();
        for (int walk = 0; walk < count; walk++) {
            List<Call> calls = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                calls.add(draw(random));
            }
            scripts.add(new Script("walk " + walk, "", calls));
        }
        return scripts;
    }

    private static Call draw(Random random) {
        Side side = random.nextInt(3) == 0 ? Side.TARGET : Side.SOURCE;
        int age = random.nextInt(5) == 0 ? 1 : 0;
        int some = 1 + random.nextInt(random.nextBoolean() ? 24 : 400);
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5, 6, 7 -> Call.request(side, 1 + random.nextInt(7));
            case 8 -> Call.request(side, random.nextBoolean() ? 0 : 8 + random.nextInt(3));
            case 9, 10 -> Call.of(Kind.DRAIN, side, some);
            case 11 -> new Call(Kind.READ, side, random.nextInt(6) == 0 ? 0 : some, age);
            case 12 -> new Call(Kind.WRITE, side, some, age);
            case 13, 14 -> Call.of(Kind.FILL, side, Tour.ALL);
            case 15 -> new Call(Kind.PRECOPY_INFO, side, 0, age);
            case 16 -> Call.of(Kind.DATA_SIZE, side);
            case 17 -> Call.of(Kind.GET_STATE, side);
            case 18 ->
                random.nextInt(3) == 0
                        ? Call.of(Kind.WRITE_GARBAGE, side, 16 + some)
                        : Call.of(Kind.PASS, side, Tour.millis(some));
            default ->
                random.nextInt(3) == 0 ? Call.of(Kind.RESET_LATER, side, Tour.micros(some)) : Call.of(Kind.RESET, side);
        };
    }
}
