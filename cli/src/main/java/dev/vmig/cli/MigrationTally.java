package dev.vmig.cli;

import dev.vmig.fsm.Arc;
import dev.vmig.fsm.FeatureSet;
import dev.vmig.fsm.MigrationState;
import dev.vmig.fsm.TransitionTable;
import dev.vmig.trace.TraceEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.commons.lang3.StringUtils;

/** Counts during a migration: the states of each device, and the admin commands of each host. */
final class MigrationTally {
    /** The two ends, by their names in the trace. */
    enum MigrationEnd {
        SOURCE,
        TARGET;

        static MigrationEnd of(String device) {
            return device.startsWith("source/") ? SOURCE : TARGET;
        }
    }

    private final TransitionTable table;
    private final Map<String, List<MigrationState>> walks = new HashMap<>();
    private final Map<String, MigrationState> requested = new HashMap<>();
    private final Map<MigrationEnd, Map<String, Integer>> commands = new EnumMap<>(MigrationEnd.class);

    MigrationTally(FeatureSet features) {
        table = TransitionTable.of(features);
    }

    /** Counts an event. */
    void count(TraceEvent event) {
        if (event instanceof TraceEvent.Command command) {
            commands.computeIfAbsent(MigrationEnd.of(command.device()), end -> new TreeMap<>())
                    .merge(StringUtils.substringBefore(command.command(), " "), 1, Integer::sum);
        } else if (event instanceof TraceEvent.SetState asked) {
            requested.put(asked.device(), MigrationState.valueOf(asked.requested()));
        } else if (event instanceof TraceEvent.SetStateDone done) {
            follow(done.device(), MigrationState.valueOf(done.state()));
        } else if (event instanceof TraceEvent.ResetDone done) {
            walk(done.device()).add(MigrationState.valueOf(done.state()));
        }
    }

    /** The states of a device, one per arc; {@code device} as in the trace, such as {@code source/vf0}. */
    List<MigrationState> walked(String device) {
        return Collections.unmodifiableList(walk(device));
    }

    /** The number of commands issued at one end, by opcode. */
    Map<String, Integer> commands(MigrationEnd end) {
        return Collections.unmodifiableMap(commands.getOrDefault(end, Map.of()));
    }

    /** Follows the path of a request, up to the state that it reached. */
    private void follow(String device, MigrationState reached) {
        List<MigrationState> walk = walk(device);
        MigrationState from = walk.get(walk.size() - 1);
        MigrationState to = Objects.requireNonNull(requested.get(device));
        Optional<List<Arc>> path = table.path(from, to);
        for (Arc arc : path.orElse(List.of())) {
            if (walk.get(walk.size() - 1) != reached) {
                walk.add(arc.to());
            }
        }
    }

    private List<MigrationState> walk(String device) {
        return walks.computeIfAbsent(device, name -> new ArrayList<>(List.of(MigrationState.RUNNING)));
    }
}
