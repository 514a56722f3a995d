package dev.vmig.properties.stress;

import dev.vmig.fsm.DataFile;
import dev.vmig.fsm.ErrnoException;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.properties.stress.ResetBench.Scenario;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.commons.lang3.ArrayUtils;

/** Every call of the driver from every state where it can be made. */
final class ResetScenarios {
    private static final Set<MigrationState> STATES = EnumSet.complementOf(EnumSet.of(MigrationState.ERROR));
    private static final byte[] IMAGE = SmallStream.image(1, 7);

    private final FeatureSet features;
    private final List<Scenario> all = new ArrayList<>();

    private ResetScenarios(FeatureSet features) {
        this.features = features;
    }

    static List<Scenario> of(int flags) {
        ResetScenarios scenarios = new ResetScenarios(FeatureSet.of(flags));
        for (MigrationState state : STATES) {
            if (TransitionTable.of(scenarios.features).allows(MigrationState.RUNNING, state)) {
                scenarios.inState(state);
            }
        }
        scenarios.onFiles();
        return scenarios.all;
    }

    /** Closing the device, wherever it is. */
    static List<Scenario> closing() {
        FeatureSet features = FeatureSet.STOP_COPY_P2P_PRE_COPY;
        return STATES.stream()
                .map(state -> new Scenario(
                        "close in " + state,
                        features,
                        bringTo(state),
                        bench -> bench.driver().close(),
                        false))
                .toList();
    }

    private void inState(MigrationState from) {
        for (MigrationState to : STATES) {
            if (from != to && TransitionTable.of(features).allows(from, to)) {
                all.add(new Scenario(from + " to " + to, features, bringTo(from), b -> b.setState(to), true));
            }
        }
        add("length in " + from, bringTo(from), bench -> bench.driver().stopCopyLength());
        add("reset in " + from, bringTo(from), bench -> bench.driver().reset());
    }

    private void onFiles() {
        add("write", bringTo(MigrationState.RESUMING), bench -> write(bench.file(), IMAGE));
        add(
                "write of two images",
                bringTo(MigrationState.RESUMING),
                bench -> write(bench.file(), ArrayUtils.addAll(IMAGE, IMAGE)));
        add(
                "rest of a write",
                bench -> {
                    bench.setState(MigrationState.RESUMING);
                    write(bench.file(), ArrayUtils.subarray(IMAGE, 0, 100));
                },
                bench -> write(bench.file(), ArrayUtils.subarray(IMAGE, 100, IMAGE.length)));
        add(
                "read of all in STOP_COPY",
                bringTo(MigrationState.STOP_COPY),
                bench -> bench.file().read(new byte[1 << 16], 0, 1 << 16));
        if (features.hasPreCopy()) {
            add(
                    "pre-copy info, initial",
                    bringTo(MigrationState.PRE_COPY),
                    bench -> bench.file().precopyInfo());
            add(
                    "pre-copy info that fetches an image",
                    bench -> {
                        bench.setState(MigrationState.PRE_COPY);
                        bench.file().read(new byte[1 << 16], 0, 1 << 16);
                    },
                    bench -> bench.file().precopyInfo());
        }
    }

    private void add(String name, ResetBench.Call before, ResetBench.Call call) {
        all.add(new Scenario(name, features, before, call, false));
    }

    /** A resuming device has been given an image, so that it may leave the state. */
    static ResetBench.Call bringTo(MigrationState state) {
        return bench -> {
            bench.setState(state);
            if (state == MigrationState.RESUMING) {
                write(bench.file(), IMAGE);
            }
        };
    }

    private static void write(DataFile file, byte[] bytes) throws ErrnoException {
        for (int done = 0; done < bytes.length; ) {
            done += file.write(bytes, done, bytes.length - done);
        }
    }
}
