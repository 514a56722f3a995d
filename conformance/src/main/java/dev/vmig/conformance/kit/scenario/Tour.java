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

/** Builds a script, and keeps track of the states of two devices that obey the transition table. */
final class Tour {
    /** More bytes than any stream has, so that a stream takes one read or write. */
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

    static long millis(long millis) {
        return millis * 1_000_000;
    }

    static long micros(long micros) {
        return micros * 1_000;
    }

    /** Any call. */
    Tour then(Call call) {
        calls.add(call);
        if (call.kind() == Kind.RESET) {
            at(call.side(), RUNNING);
        }
        return this;
    }

    /** A call on the source or the file that it returned last. */
    Tour source(Kind kind) {
        return then(Call.of(kind, Side.SOURCE));
    }

    Tour source(Kind kind, long amount) {
        return then(Call.of(kind, Side.SOURCE, amount));
    }

    /** A call on the target or the file that it returned last. */
    Tour target(Kind kind) {
        return then(Call.of(kind, Side.TARGET));
    }

    Tour target(Kind kind, long amount) {
        return then(Call.of(kind, Side.TARGET, amount));
    }

    /** A request of the source. A device in RESUMING is written a whole stream before it leaves that state. */
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

    /** Saves the source, which is stopped then. */
    Tour save() {
        return request(STOP_COPY).source(Kind.DRAIN, ALL).request(STOP);
    }

    /** Loads the target with what was read last; it stays in RESUMING. */
    Tour load() {
        return request(Side.TARGET, RESUMING).target(Kind.FILL, ALL);
    }

    /** Migrates from one side, which stays in STOP, to the other, which runs. */
    Tour migrate(Side from) {
        return migrate(from, RUNNING);
    }

    /** Migrates from one side, which stays in STOP, to the other, which goes to a state. */
    Tour migrate(Side from, MigrationState reached) {
        Side to = from.other();
        request(from, STOP_COPY).then(Call.of(Kind.DRAIN, from, ALL)).request(from, STOP);
        request(to, RESUMING).then(Call.of(Kind.FILL, to, ALL));
        return reached == RESUMING ? this : request(to, reached);
    }

    Script named(String name) {
        return new Script(name, "", calls);
    }

    /** A script in which everything succeeds that should, by this rule. */
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
