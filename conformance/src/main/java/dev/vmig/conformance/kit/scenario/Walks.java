package dev.vmig.conformance.kit.scenario;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Scenario;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Calls drawn at random, the same ones for the same seed.
 *
 * @param count how many walks
 * @param length calls of each
 */
record Walks(int count, int length) implements Scenario {
    @Override
    public String name() {
        return "walks";
    }

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
            case 0, 1, 2, 3, 4, 5, 6, 7 -> new Call.Request(side, 1 + random.nextInt(7));
            case 8 -> new Call.Request(side, random.nextBoolean() ? 0 : 8 + random.nextInt(3));
            case 9, 10 -> new Call.Drain(side, some);
            case 11 -> new Call.Read(side, age, random.nextInt(6) == 0 ? 0 : some);
            case 12 -> new Call.Write(side, age, some);
            case 13, 14 -> new Call.Fill(side, Tour.ALL);
            case 15 -> new Call.Info(side, age);
            case 16 -> new Call.Length(side);
            case 17 -> new Call.Look(side);
            case 18 -> random.nextInt(3) == 0 ? new Call.Noise(side, 16 + some) : new Call.Pass(side, some);
            default -> random.nextInt(3) == 0 ? new Call.ResetLater(side, some) : new Call.Reset(side);
        };
    }
}
