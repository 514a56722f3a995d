package dev.vmig.fsm;

import static dev.vmig.fsm.MigrationState.ERROR;
import static dev.vmig.fsm.MigrationState.PRE_COPY;
import static dev.vmig.fsm.MigrationState.PRE_COPY_P2P;
import static dev.vmig.fsm.MigrationState.RESUMING;
import static dev.vmig.fsm.MigrationState.RUNNING;
import static dev.vmig.fsm.MigrationState.RUNNING_P2P;
import static dev.vmig.fsm.MigrationState.STOP;
import static dev.vmig.fsm.MigrationState.STOP_COPY;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The next state of each request.
 *
 * <p>The uAPI does not give this table; it gives rules: a request takes the shortest path, states of the saving group
 * are never passed through (unless the path stays in that group), and STOP_COPY does not lead back to the PRE_COPY
 * states. The TLA+ module {@code MigrationTable} states these rules and the same table; its model shows that they agree,
 * and {@code TableComparison} of {@code spec} compares this table with it.
 *
 * <p>States that a device lacks are stepped over, as {@code vfio_mig_get_next_state()} of Linux does: if the next state
 * is not supported, the next state from there is taken.
 */
public final class TransitionTable {
    /** A cell of a refused request: it fails with EINVAL. */
    private static final MigrationState EINVAL = ERROR;

    // spotless:off
    private static final Map<MigrationState, List<MigrationState>> NEXT = Map.ofEntries(
        // current      | requested:  ERROR   STOP         RUNNING      STOP_COPY     RESUMING     RUNNING_P2P  PRE_COPY      PRE_COPY_P2P
        row(ERROR,                    EINVAL, EINVAL,      EINVAL,      EINVAL,       EINVAL,      EINVAL,      EINVAL,       EINVAL),
        row(STOP,                     EINVAL, STOP,        RUNNING_P2P, STOP_COPY,    RESUMING,    RUNNING_P2P, RUNNING_P2P,  RUNNING_P2P),
        row(RUNNING,                  EINVAL, RUNNING_P2P, RUNNING,     RUNNING_P2P,  RUNNING_P2P, RUNNING_P2P, PRE_COPY,     RUNNING_P2P),
        row(STOP_COPY,                EINVAL, STOP,        STOP,        STOP_COPY,    STOP,        STOP,        EINVAL,       EINVAL),
        row(RESUMING,                 EINVAL, STOP,        STOP,        STOP,         RESUMING,    STOP,        STOP,         STOP),
        row(RUNNING_P2P,              EINVAL, STOP,        RUNNING,     STOP,         STOP,        RUNNING_P2P, RUNNING,      PRE_COPY_P2P),
        row(PRE_COPY,                 EINVAL, RUNNING,     RUNNING,     PRE_COPY_P2P, RUNNING,     RUNNING,     PRE_COPY,     PRE_COPY_P2P),
        row(PRE_COPY_P2P,             EINVAL, RUNNING_P2P, RUNNING_P2P, STOP_COPY,    RUNNING_P2P, RUNNING_P2P, PRE_COPY,     PRE_COPY_P2P));
    // spotless:on

    private static final MigrationState[] STATES = MigrationState.values();
    private static final Map<FeatureSet, TransitionTable> TABLES = new EnumMap<>(FeatureSet.class);

    static {
        for (FeatureSet features : FeatureSet.values()) {
            TABLES.put(features, new TransitionTable(features));
        }
    }

    private final FeatureSet features;
    /**
     * The table of this feature set, by the requested state and then by the current one: during a request only the
     * current state changes, so that a lookup depends on nothing else. ERROR where a request is refused.
     */
    private final MigrationState[][] next;

    /** The table in numbers: an {@code int} for each requested state, with four bits for each current one. */
    private final int[] columns;

    private final List<Optional<List<Arc>>> paths;

    private TransitionTable(FeatureSet features) {
        this.features = features;
        this.next = new MigrationState[STATES.length][STATES.length];
        this.columns = new int[STATES.length];
        for (MigrationState current : STATES) {
            for (MigrationState requested : STATES) {
                MigrationState reached = step(features, current, requested);
                next[requested.value()][current.value()] = reached;
                columns[requested.value()] |= reached.value() << (4 * current.value());
            }
        }
        List<Optional<List<Arc>>> all = new ArrayList<>();
        for (MigrationState current : STATES) {
            for (MigrationState requested : STATES) {
                all.add(walk(current, requested));
            }
        }
        this.paths = List.copyOf(all);
    }

    /** The table of the devices with these features. */
    public static TransitionTable of(FeatureSet features) {
        TransitionTable table = TABLES.get(features);
        if (table == null) {
            throw new AssertionError(features);
        }
        return table;
    }

    /** The features that this table is for. */
    public FeatureSet features() {
        return features;
    }

    /**
     * The state that the next arc leads to on the way from one state to another: {@code current} itself if it is
     * already there, and ERROR if the request is refused with EINVAL (ERROR itself can be neither left nor reached by a
     * request, so that the value is free for this meaning, as in the kernel's table).
     */
    public MigrationState next(MigrationState current, MigrationState requested) {
        return next[requested.value()][current.value()];
    }

    /**
     * As {@link #next(MigrationState, MigrationState)}, by the numbers of the uAPI.
     *
     * @return the number of the next state; 0 (ERROR) if the request is refused
     * @throws IndexOutOfBoundsException if a number is not a state
     */
    public int next(int current, int requested) {
        return (columns[requested] >>> (4 * Objects.checkIndex(current, STATES.length))) & 15;
    }

    /** Whether the uAPI allows the request; otherwise it fails with EINVAL and changes nothing. */
    public boolean allows(MigrationState current, MigrationState requested) {
        return next(current, requested) != ERROR;
    }

    /**
     * The arcs that a request is broken into, in order: none if the device is in that state already; empty if the
     * request is refused with EINVAL.
     */
    public Optional<List<Arc>> path(MigrationState from, MigrationState to) {
        return paths.get(cell(from, to));
    }

    private static int cell(MigrationState current, MigrationState requested) {
        return current.value() * 8 + requested.value();
    }

    private static MigrationState step(FeatureSet features, MigrationState current, MigrationState requested) {
        if (!features.supports(current) || !features.supports(requested)) {
            return ERROR;
        }
        MigrationState next = cellOf(current, requested);
        // A refusal ends the search, and so does a search longer than there are states: a lookup that takes the one for
        // a state to step over, and does not end, is what Linux had before commit a26b499b757c (H-1).
        for (int steps = 0; next != ERROR && !features.supports(next); steps++) {
            next = steps < STATES.length ? cellOf(next, requested) : ERROR;
        }
        return next;
    }

    /** The arcs on the way that the table gives; tests hold that they exist and lead to the target. */
    private Optional<List<Arc>> walk(MigrationState from, MigrationState to) {
        if (!allows(from, to)) {
            return Optional.empty();
        }
        List<Arc> arcs = new ArrayList<>();
        Optional<Arc> arc = Arc.between(from, next(from, to));
        while (arc.isPresent() && arcs.size() < STATES.length) {
            arcs.add(arc.get());
            MigrationState reached = arc.get().to();
            arc = Arc.between(reached, next(reached, to));
        }
        return Optional.of(List.copyOf(arcs));
    }

    private static MigrationState cellOf(MigrationState current, MigrationState requested) {
        return Objects.requireNonNull(NEXT.get(current)).get(requested.value());
    }

    /** One row: the next state for each of the eight requests, in the order of the uAPI's numbers. */
    private static Map.Entry<MigrationState, List<MigrationState>> row(MigrationState current, MigrationState... next) {
        return Map.entry(current, List.of(next));
    }
}
