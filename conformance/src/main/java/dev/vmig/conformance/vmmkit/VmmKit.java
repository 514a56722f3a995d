package dev.vmig.conformance.vmmkit;

import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Holds VMMs to the rules of family VMM. */
public final class VmmKit {
    // spotless:off
    private static final SortedMap<String, Judge> JUDGES = new TreeMap<>(Map.ofEntries(
            Map.entry("VMIG-VMM-001", RequestJudges::asksForWhatIsAllowed),
            Map.entry("VMIG-VMM-002", RequestJudges::looksAfterFailure),
            Map.entry("VMIG-VMM-003", StreamJudges::leavesEndedFilesAlone),
            Map.entry("VMIG-VMM-004", RequestJudges::looksAfterReset),
            Map.entry("VMIG-VMM-005", EndJudges::recoversFromFailure),
            Map.entry("VMIG-VMM-006", RequestJudges::resetsAsLastResort),
            Map.entry("VMIG-VMM-007", StreamJudges::loadsTheEnd),
            Map.entry("VMIG-VMM-008", StreamJudges::neverBothRun),
            Map.entry("VMIG-VMM-009", StreamJudges::movesAllInOrder),
            Map.entry("VMIG-VMM-010", EndJudges::completesUndisturbed),
            Map.entry("VMIG-VMM-011", EndJudges::runsOnWithoutTarget),
            Map.entry("VMIG-VMM-012", StreamJudges::closesFiles),
            Map.entry("VMIG-VMM-013", EndJudges::givesUpTheTarget),
            Map.entry("VMIG-VMM-014", RequestJudges::pausesTheGuestFirst),
            Map.entry("VMIG-VMM-015", StreamJudges::guestFollowsDevice)));
    // spotless:on

    /** Requests tell how far a migration was, and are few. */
    private static final Set<Deed> KEPT = EnumSet.of(Deed.SET, Deed.RESET, Deed.END);

    private VmmKit() {}

    /** The ids of the rules that are judged. */
    public static List<String> rules() {
        return List.copyOf(JUDGES.keySet());
    }

    /** The names of what a VMM is tried with. */
    public static List<String> scenarios() {
        return VmmScenarios.NAMES;
    }

    /** Holds a VMM to all rules, with devices of these features. */
    public static VmmReport check(VmmUnderTest vmm, FeatureSet features, long seed) {
        return new Session(vmm, features, seed).run();
    }

    private record Found(String rule, Judge judge, Fault fault, List<Observed> seen) {}

    private static final class Session {
        private final VmmUnderTest vmm;
        private final FeatureSet features;
        private final long seed;
        private final Map<String, VmmViolation> shortest = new TreeMap<>();
        private long runs;
        private long calls;

        Session(VmmUnderTest vmm, FeatureSet features, long seed) {
            this.vmm = vmm;
            this.features = features;
            this.seed = seed;
        }

        VmmReport run() {
            for (VmmScript script : VmmScenarios.scripts(seed)) {
                Optional<Found> found = first(script);
                if (found.isPresent() && !shortest.containsKey(found.get().rule())) {
                    shortest.put(found.get().rule(), shorten(script, found.get()));
                }
            }
            return new VmmReport(vmm.name(), shortest, runs, calls);
        }

        /** What a VMM does after its first violation it is not held to. */
        private Optional<Found> first(VmmScript script) {
            for (List<Observed> migration : VmmRun.of(script, vmm, features, seed)) {
                runs++;
                calls += migration.stream()
                        .filter(event -> event.deed().isCall())
                        .count();
                Optional<Found> found = firstOf(migration);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<Found> firstOf(List<Observed> migration) {
            Found first = null;
            for (Map.Entry<String, Judge> rule : JUDGES.entrySet()) {
                Optional<Fault> fault = rule.getValue().judge(features, migration);
                if (fault.isPresent()
                        && (first == null
                                || fault.get().number() < first.fault().number())) {
                    first = new Found(rule.getKey(), rule.getValue(), fault.get(), migration);
                }
            }
            return Optional.ofNullable(first);
        }

        /** First as few incidents as possible, then the calls that matter. */
        private VmmViolation shorten(VmmScript script, Found found) {
            for (VmmScript smaller : script.smaller()) {
                Optional<Found> same =
                        first(smaller).filter(other -> other.rule().equals(found.rule()));
                if (same.isPresent()) {
                    return shorten(smaller, same.get());
                }
            }
            List<String> rest = relevant(found).stream()
                    .filter(event -> event.deed().isCall())
                    .map(Observed::toString)
                    .toList();
            return new VmmViolation(found.rule(), found.fault().observed(), features, script.incidents(), rest);
        }

        /** What can be left out without the judge finding anything else than this very fault. */
        private List<Observed> relevant(Found found) {
            List<Observed> rest = found.seen().stream()
                    .filter(event -> event.number() <= found.fault().number() || event.deed() == Deed.END)
                    .toList();
            for (Observed event : List.copyOf(rest)) {
                List<Observed> less = new ArrayList<>(rest);
                less.remove(event);
                boolean needed = KEPT.contains(event.deed())
                        || !found.judge().judge(features, less).equals(Optional.of(found.fault()));
                if (!needed) {
                    rest = less;
                }
            }
            return rest;
        }
    }
}
