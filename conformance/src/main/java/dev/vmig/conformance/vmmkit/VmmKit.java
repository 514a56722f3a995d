package dev.vmig.conformance.vmmkit;

import dev.vmig.conformance.vmmkit.MigrationEvent.Kind;
import dev.vmig.fsm.FeatureSet;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Checks VMMs against the rules of family VMM. */
public final class VmmKit {
    // spotless:off
    private static final SortedMap<String, MigrationJudge> JUDGES = new TreeMap<>(Map.ofEntries(
            Map.entry("VMIG-VMM-001", MigrationJudge.ofEachDevice(RequestJudges::asksForWhatIsAllowed)),
            Map.entry("VMIG-VMM-002", MigrationJudge.ofEachDevice(RequestJudges::looksAfterFailure)),
            Map.entry("VMIG-VMM-003", MigrationJudge.ofEachDevice(StreamJudges::leavesEndedFilesAlone)),
            Map.entry("VMIG-VMM-004", MigrationJudge.ofEachDevice(RequestJudges::looksAfterReset)),
            Map.entry("VMIG-VMM-005", EndJudges::recoversFromFailure),
            Map.entry("VMIG-VMM-006", MigrationJudge.ofEachDevice(RequestJudges::resetsAsLastResort)),
            Map.entry("VMIG-VMM-007", MigrationJudge.ofEachDevice(StreamJudges::loadsTheEnd)),
            Map.entry("VMIG-VMM-008", StreamJudges::neverBothRun),
            Map.entry("VMIG-VMM-009", MigrationJudge.ofEachDevice(StreamJudges::movesAllInOrder)),
            Map.entry("VMIG-VMM-010", EndJudges::completesUndisturbed),
            Map.entry("VMIG-VMM-011", EndJudges::runsOnWithoutTarget),
            Map.entry("VMIG-VMM-012", MigrationJudge.ofEachDevice(StreamJudges::closesFiles)),
            Map.entry("VMIG-VMM-013", EndJudges::givesUpTheTarget),
            Map.entry("VMIG-VMM-014", GuestJudges::pausesTheGuestFirst),
            Map.entry("VMIG-VMM-015", GuestJudges::goesOnWithDevicesAtTarget),
            Map.entry("VMIG-VMM-016", BarrierJudges::stopsTogether),
            Map.entry("VMIG-VMM-017", BarrierJudges::startsTogetherAtTarget),
            Map.entry("VMIG-VMM-018", GuestJudges::goesOnWithDevicesAtSource),
            Map.entry("VMIG-VMM-019", MigrationJudge.ofEachDevice(StreamJudges::readsOnAfterEnomsg)),
            Map.entry("VMIG-VMM-020", MigrationJudge.ofEachDevice(RequestJudges::looksAtTarget)),
            Map.entry("VMIG-VMM-021", GuestJudges::losesNoPage),
            Map.entry("VMIG-VMM-022", MigrationJudge.ofEachDevice(GuestJudges::loadsConfigurationLast)),
            Map.entry("VMIG-VMM-023", RequestJudges::endsAfterFailedStop),
            Map.entry("VMIG-VMM-024", BarrierJudges::startsTogetherAtSource),
            Map.entry("VMIG-VMM-025", GuestJudges::keepsPausedGuestPaused),
            Map.entry("VMIG-VMM-026", EndJudges::stopsTheSource),
            Map.entry("VMIG-VMM-027", MigrationJudge.ofEachDevice(StreamJudges::readsInitialBytes))));
    // spotless:on

    /** Events that are always reported for a single device: they are few and show the progress of the migration. */
    private static final Set<Kind> KEPT = EnumSet.of(Kind.SET, Kind.RESET, Kind.END);

    private VmmKit() {}

    /** The ids of the rules that are judged. */
    public static List<String> rules() {
        return List.copyOf(JUDGES.keySet());
    }

    /** The names of the scenarios. */
    public static List<String> scenarios() {
        return VmmScripts.NAMES;
    }

    /** Checks a VMM against all rules, with devices of these features. */
    public static VmmReport check(VmmUnderTest vmm, FeatureSet features, long seed) {
        return new Examination(vmm, features, seed).run();
    }

    private record Found(String rule, MigrationJudge judge, Fault fault, RecordedMigration migration) {}

    private static final class Examination {
        private final VmmUnderTest vmm;
        private final FeatureSet features;
        private final long seed;
        private final Map<String, VmmViolation> shortest = new TreeMap<>();
        private final Map<String, Long> checks = new TreeMap<>();
        private long migrations;
        private long calls;

        Examination(VmmUnderTest vmm, FeatureSet features, long seed) {
            this.vmm = vmm;
            this.features = features;
            this.seed = seed;
        }

        VmmReport run() {
            for (MigrationScript script : VmmScripts.all(seed)) {
                Optional<Found> found = first(script);
                if (found.isPresent() && !shortest.containsKey(found.get().rule())) {
                    shortest.put(found.get().rule(), shorten(script, found.get()));
                }
            }
            return new VmmReport(vmm.name(), shortest, checks, migrations, calls);
        }

        /** The first violation; later events are not judged. */
        private Optional<Found> first(MigrationScript script) {
            for (RecordedMigration migration : MigrationHarness.run(script, vmm, features, seed)) {
                migrations++;
                calls += migration.events().stream()
                        .filter(MigrationEvent::isCall)
                        .count();
                Optional<Found> found = firstOf(migration);
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<Found> firstOf(RecordedMigration migration) {
            Found first = null;
            for (Map.Entry<String, MigrationJudge> rule : JUDGES.entrySet()) {
                RuleChecks judged = RuleChecks.of(rule.getValue(), migration);
                checks.merge(rule.getKey(), judged.count(), Long::sum);
                if (judged.fault().isPresent()) {
                    Fault fault = judged.fault().get();
                    if (first == null || fault.number() < first.fault().number()) {
                        first = new Found(rule.getKey(), rule.getValue(), fault, migration);
                    }
                }
            }
            return Optional.ofNullable(first);
        }

        /** Shrinks a violation: first the incidents, then the calls. */
        private VmmViolation shorten(MigrationScript script, Found found) {
            for (MigrationScript smaller : script.smaller()) {
                Optional<Found> same =
                        first(smaller).filter(other -> other.rule().equals(found.rule()));
                if (same.isPresent()) {
                    return shorten(smaller, same.get());
                }
            }
            List<String> rest = relevant(found).stream()
                    .filter(MigrationEvent::isCall)
                    .map(MigrationEvent::toString)
                    .toList();
            return new VmmViolation(found.rule(), found.fault().observed(), features, script.incidents(), rest);
        }

        /** Removes every event without which the judge still finds the same fault. */
        private List<MigrationEvent> relevant(Found found) {
            List<MigrationEvent> rest = found.migration().events().stream()
                    .filter(event -> event.number() <= found.fault().number() || event.kind() == Kind.END)
                    .toList();
            for (MigrationEvent event : List.copyOf(rest)) {
                List<MigrationEvent> less = new ArrayList<>(rest);
                less.remove(event);
                boolean needed = event.kind() == Kind.END
                        || (event.device().isEmpty() && KEPT.contains(event.kind()))
                        || !RuleChecks.of(found.judge(), new RecordedMigration(features, less))
                                .fault()
                                .equals(Optional.of(found.fault()));
                if (!needed) {
                    rest = less;
                }
            }
            return rest;
        }
    }
}
