package dev.vmig.conformance.kit.scenario;

import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.ArrayList;
import java.util.List;

/** Puts a script together, and knows in which states a driver that keeps to the table then is. */
final class Tour {
    /** More than any stream has, so that a stream takes one read or write. */
    static final int ALL = 1 << 20;

    private final TransitionTable table;
    private final List<Call> calls = new ArrayList<>();
    private MigrationState source = RUNNING;
    private MigrationState target = RUNNING;

    Tour(FeatureSet features) {
        this.table = TransitionTable.of(features);
    }

    /** The states that a device with these features can be asked for. */
    static List<MigrationState> states(FeatureSet features) {
        return List.of(MigrationState.values()).stream()
                .filter(features::supports)
                .toList();
    }

    /** Whatever comes next. */
    Tour then(Call call) {
        calls.add(call);
        if (call instanceof Call.Reset) {
            at(call.side(), RUNNING);
        }
        return this;
    }

    /** A request of the source. A device that is being loaded gets what it needs before it is let go. */
    Tour request(int requested) {
        return request(Side.SOURCE, requested);
    }

    Tour request(MigrationState requested) {
        return request(Side.SOURCE, requested.value());
    }

    Tour request(Side side, MigrationState requested) {
        return request(side, requested.value());
    }

    private Tour request(Side side, int requested) {
        MigrationState from = side == Side.SOURCE ? source : target;
        MigrationState to = MigrationState.of(requested)
                .filter(state -> table.allows(from, state))
                .orElse(from);
        if (from == RESUMING && to != RESUMING) {
            calls.add(new Call.Fill(side, ALL));
        }
        calls.add(new Call.Request(side, requested));
        at(side, to);
        return this;
    }

    /** The source is saved, so that there is something to load; it is stopped then. */
    Tour save() {
        return request(STOP_COPY).then(new Call.Drain(Side.SOURCE, ALL)).request(STOP);
    }

    Script named(String name) {
        return new Script(name, "", calls);
    }

    /** All that should succeed in it does so, by this rule. */
    Script claiming(String rule, String name) {
        return new Script(name, rule, calls);
    }

    private void at(Side side, MigrationState state) {
        if (side == Side.SOURCE) {
            source = state;
        } else {
            target = state;
        }
    }
}
