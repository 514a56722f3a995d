package dev.vmig.conformance.kit.scenario;

import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import dev.vmig.conformance.kit.Call;
import dev.vmig.conformance.kit.Call.Kind;
import dev.vmig.conformance.kit.Script;
import dev.vmig.conformance.kit.Side;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import java.util.ArrayList;
import java.util.List;

/** Builds a script and tracks the states of two devices that obey the transition table. */
final class Tour {
    /** More bytes than any stream has, so that one read or write transfers a stream. */
    static final int ALL = 1 << 20;

    private final TransitionTable table;
    private final List<Call> calls = new ArrayList<>();
    private MigrationState source = RUNNING;
    private MigrationState target = RUNNING;

    Tour(FeatureSet features) {
        this.table = TransitionTable.of(features);
    }

    /** The states that can be requested of a device with these features. */
    static List<MigrationState> states(FeatureSet features) {
        return List.of(MigrationState.values()).stream()
                .filter(features::supports)
                .toList();
    }

    static long millis(long millis) {
        return millis * 1_000_000;
    }

    static long micros(long micros) {
        return micros * 1_000;
    }

    /** Adds a call. */
    Tour then(Call call) {
        calls.add(call);
        if (call.kind() == Kind.RESET) {
            at(call.side(), RUNNING);
        }
        return this;
    }

    /** Adds a call on the source or its latest data file. */
    Tour source(Kind kind) {
        return then(Call.of(kind, Side.SOURCE));
    }

    Tour source(Kind kind, long amount) {
        return then(Call.of(kind, Side.SOURCE, amount));
    }

    /** Adds a call on the target or its latest data file. */
    Tour target(Kind kind) {
        return then(Call.of(kind, Side.TARGET));
    }

    Tour target(Kind kind, long amount) {
        return then(Call.of(kind, Side.TARGET, amount));
    }

    /** Adds a request to the source. Before RESUMING is left, a complete stream is written. */
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
        MigrationState from = side.of(source, target);
        MigrationState to = MigrationState.of(requested)
                .filter(state -> table.allows(from, state))
                .orElse(from);
        if (from == RESUMING && to != RESUMING) {
            then(Call.of(Kind.FILL, side, ALL));
        }
        at(side, to);
        return then(Call.request(side, requested));
    }

    /** Saves the source, which ends in STOP. */
    Tour save() {
        return request(STOP_COPY).source(Kind.DRAIN, ALL).request(STOP);
    }

    /** Loads the target with the last stream; it stays in RESUMING. */
    Tour load() {
        return request(Side.TARGET, RESUMING).target(Kind.FILL, ALL);
    }

    /** Migrates from one side, which ends in STOP, to the other, which runs. */
    Tour migrate(Side from) {
        return migrate(from, RUNNING);
    }

    /** Migrates from one side, which ends in STOP, to the other, which ends in the given state. */
    Tour migrate(Side from, MigrationState reached) {
        Side to = from.other();
        request(from, STOP_COPY).then(Call.of(Kind.DRAIN, from, ALL)).request(from, STOP);
        request(to, RESUMING).then(Call.of(Kind.FILL, to, ALL));
        return reached == RESUMING ? this : request(to, reached);
    }

    Script named(String name) {
        return new Script(name, "", calls);
    }

    /** The script; an unexpected failure in it violates this rule. */
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
