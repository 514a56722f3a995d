package dev.vmig.trace.qemu;

import dev.vmig.fsm.FeatureSet;
import dev.vmig.spec.Oracle;
import dev.vmig.spec.SpecAction;
import dev.vmig.spec.SpecState;
import dev.vmig.trace.walk.SpecOracles;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where the walk of a device begins. */
final class WalkStarts {
    private final Oracle oracle;
    private Optional<List<SpecState>> anywhere = Optional.empty();

    WalkStarts(Oracle oracle) {
        this.oracle = oracle;
    }

    /** A device that has just been opened, with these features. */
    List<SpecState> opened(FeatureSet features) {
        Set<String> named = SpecOracles.featureNames(features);
        return oracle.initialStates().stream()
                .filter(state -> named.equals(state.get("features")))
                .toList();
    }

    /** A device that has just been opened, with whatever features. */
    List<SpecState> opened() {
        return oracle.initialStates();
    }

    /** A device in any state that it can be in without a request in flight: tracing began later than its life. */
    List<SpecState> anywhere() {
        if (anywhere.isEmpty()) {
            anywhere = Optional.of(explore());
        }
        return anywhere.get();
    }

    private List<SpecState> explore() {
        List<SpecAction> actions = oracle.actions();
        Set<SpecState> reached = new LinkedHashSet<>(oracle.initialStates());
        Deque<SpecState> open = new ArrayDeque<>(reached);
        while (!open.isEmpty()) {
            SpecState state = open.remove();
            for (SpecAction action : actions) {
                oracle.successors(action, state).stream().filter(reached::add).forEach(open::add);
            }
        }
        return reached.stream()
                .filter(state -> "no request".equals(state.get("goal")))
                .toList();
    }
}
